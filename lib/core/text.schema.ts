import { z } from "zod";

// NUL cannot stand in a Postgres text, and a lone surrogate not in UTF-8; both would fail far from where they came in.
const UNSAFE = /\p{Cs}|(?![\n\r\t])\p{Cc}/u;

/** A line or paragraph that a person wrote: NFC, trimmed, 1 to `max` characters, no control character but line ends and tabs. */
export function personText(max: number) {
  return z
    .string()
    .max(max * 4, { error: "tooLong" })
    .refine((text) => !UNSAFE.test(text), { error: "unsafeCharacters" })
    .transform((text) => text.normalize("NFC").trim())
    .pipe(z.string().min(1, { error: "required" }).max(max, { error: "tooLong" }));
}

/** As personText, where leaving it empty means null. */
export function optionalPersonText(max: number) {
  return z
    .string()
    .max(max * 4, { error: "tooLong" })
    .nullish()
    .transform((text, context) => {
      if (text === null || text === undefined || text.trim() === "") return null;
      const result = personText(max).safeParse(text);
      if (result.success) return result.data;
      context.addIssue({ code: "custom", message: result.error.issues[0]?.message ?? "invalid" });
      return z.NEVER;
    });
}
