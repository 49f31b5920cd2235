import { z } from "zod";
import { personText } from "@/lib/core/text.schema";

const label = personText(60);
const lineId = z.uuid();
/** Written in any usual form; the verb makes E.164 of it. */
const phone = z.string("required").trim().min(1, "required").max(64, "tooLong");
/** Pasted: what stands around it is not part of it. Left empty, the firm's key of before is used. */
const key = z
  .string()
  .max(2_000, "tooLong")
  .transform((text) => text.trim())
  .pipe(z.string().regex(/^[\x21-\x7e]*$/, "invalid"))
  .transform((text) => (text === "" ? null : text));
const wholeKey = z
  .string("required")
  .trim()
  .min(1, "required")
  .max(2_000, "tooLong")
  .regex(/^[\x21-\x7e]+$/, "invalid");
const reference = (form: RegExp) => z.string("required").trim().min(1, "required").regex(form, "invalid");
const sendUrl = z
  .string("required")
  .trim()
  .min(1, "required")
  .max(2_048, "tooLong")
  .refine((text) => URL.canParse(text), "invalid");

/** A number that a firm writes SMS from, with what its provider needs beside the key. */
export const connectNumberInput = z.discriminatedUnion("provider", [
  z.strictObject({
    provider: z.literal("twilio"),
    label,
    phone,
    account: reference(/^AC[0-9a-f]{32}$/),
    messagingServiceSid: reference(/^MG[0-9a-f]{32}$/)
      .or(z.literal(""))
      .transform((sid) => (sid === "" ? null : sid)),
    key,
  }),
  z.strictObject({
    provider: z.literal("ghl"),
    label,
    phone,
    account: reference(/^[A-Za-z0-9_-]{3,64}$/),
    key,
  }),
  z.strictObject({
    provider: z.literal("aloware"),
    label,
    phone,
    providerLineId: reference(/^\d{1,12}$/),
    key,
  }),
  z.strictObject({ provider: z.literal("texting"), label, phone, sendUrl, key }),
  z.strictObject({ provider: z.literal("broadcast"), label, phone, sendUrl, key }),
]);
export type ConnectNumberInput = z.output<typeof connectNumberInput>;

export const connectWhatsappInput = z.strictObject({ label });
/** A number of Meta's Cloud API: its id there, and the token that sends by it. */
export const connectWhatsappBusinessInput = z.strictObject({
  label,
  phoneNumberId: reference(/^\d{5,20}$/),
  key: wholeKey,
});
export const lineInput = z.strictObject({ lineId });
export const renameLineInput = z.strictObject({ lineId, label });
/** A host by its name, as it stands in an address; what it leads to is judged at each fetch. */
const FILE_HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{1,62}[a-z0-9]$|^127\.0\.0\.1$/;
/** Written one to a line or with commas between; `hosts` that come out are in lower case, each once. */
export const setFileHostsInput = z.strictObject({
  lineId,
  hosts: z
    .string()
    .max(3_000, "tooLong")
    .transform((text) => [
      ...new Set(
        text
          .toLowerCase()
          .split(/[\s,]+/)
          .filter((part) => part !== ""),
      ),
    ])
    .refine((hosts) => hosts.length <= 10, "tooMany")
    .refine((hosts) => hosts.every((host) => FILE_HOST.test(host)), "host"),
});
/** `key` is the whole new key; there is nothing to leave empty. */
export const rotateLineKeyInput = z.strictObject({ lineId, key: wholeKey });
/** The phone that joins by a pairing code; null asks for the QR code. */
export const pairWhatsappInput = z.strictObject({
  lineId,
  phone: z
    .string()
    .trim()
    .max(64, "tooLong")
    .nullable()
    .transform((text) => (text === "" ? null : text)),
});
