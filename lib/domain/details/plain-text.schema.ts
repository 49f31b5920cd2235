import { z } from "zod";

/** Control characters other than tab and line ends, lone surrogates, and private characters. */
const UNSAFE = /(?![\t\n\r])\p{Cc}|\p{Cs}|\p{Co}/u;

/**
 * One line of text from outside: NFC, without invisible and direction characters, white space collapsed, 1 to `maxLength`
 * characters after that. NUL, other control characters and broken UTF-16 are refused, since Postgres refuses them (INP-03).
 */
export function plainText(maxLength: number) {
  return z
    .string()
    .max(maxLength * 4, { abort: true })
    .refine((text) => !UNSAFE.test(text), { params: { code: "unsafe_characters" }, abort: true })
    .transform((text) =>
      text
        .normalize("NFC")
        .replace(/\p{Cf}/gu, "")
        .replace(/\s+/gu, " ")
        .trim(),
    )
    .pipe(z.string().min(1).max(maxLength));
}
