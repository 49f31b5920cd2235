import "server-only";
import parsePhoneNumberFromString, { type CountryCode, type PhoneNumber } from "libphonenumber-js/max";
import { STATE_OF_AREA_CODE } from "./area-codes";
import { TERRITORY_COUNTRIES } from "./us-time-zones";

export type PhoneType =
  | "mobile"
  | "fixed_line"
  | "fixed_line_or_mobile"
  | "toll_free"
  | "premium_rate"
  | "shared_cost"
  | "voip"
  | "personal_number"
  | "pager"
  | "uan"
  | "voicemail"
  | "unknown";

export type NumberFacts = {
  /** Canonical form for keys, deduplication and opt-out look-up: `+` and 8 to 15 digits. */
  e164: string;
  /** ISO 3166 code; null for a +1 number whose area code no table knows yet. */
  country: string | null;
  type: PhoneType;
};

export type NormalizedPhone =
  | ({ ok: true; extension: string | null } & NumberFacts)
  | { ok: false; reason: "empty" | "too_long" | "not_a_number" | "impossible" };

const MAX_LENGTH = 64;

/** Area code and exchange start with 2 to 9 and an area code never ends in 11 (ATIS NANP numbering resources). */
const NANP_SHAPE = /^(?!.11)[2-9]\d{2}[2-9]\d{6}$/;

const PHONE_TYPES: Record<NonNullable<ReturnType<PhoneNumber["getType"]>>, PhoneType> = {
  MOBILE: "mobile",
  FIXED_LINE: "fixed_line",
  FIXED_LINE_OR_MOBILE: "fixed_line_or_mobile",
  TOLL_FREE: "toll_free",
  PREMIUM_RATE: "premium_rate",
  SHARED_COST: "shared_cost",
  VOIP: "voip",
  PERSONAL_NUMBER: "personal_number",
  PAGER: "pager",
  UAN: "uan",
  VOICEMAIL: "voicemail",
};

/**
 * Brings every spelling of a number to one E.164 value: `(512) 555-0100`, `+1512…`, `tel:`, `sms:`, `whatsapp:+1…` and
 * WhatsApp ids such as `15125550100:3@s.whatsapp.net` (INP-05).
 *
 * A +1 number is accepted on its shape alone, assigned or not: demonstration numbers (555-01xx) have to work, and new area
 * codes enter service before the metadata knows them. Elsewhere the number has to be valid for its country.
 * An extension is returned apart and is not part of the number.
 */
export function normalizePhone(raw: string, defaultCountry: CountryCode = "US"): NormalizedPhone {
  const text = raw.replace(/\p{Cf}/gu, "").trim();
  if (text === "") return { ok: false, reason: "empty" };
  if (text.length > MAX_LENGTH) return { ok: false, reason: "too_long" };
  const dialable = stripAddressing(text);
  if (dialable === null) return { ok: false, reason: "not_a_number" };
  const written = parsePhoneNumberFromString(dialable, { defaultCountry, extract: false });
  if (!written) return { ok: false, reason: "not_a_number" };
  // Read again from the canonical form: country and type must not depend on how the number was written.
  const parsed = parsePhoneNumberFromString(written.number) ?? written;
  const isNanp = parsed.countryCallingCode === "1";
  const isAccepted = isNanp ? NANP_SHAPE.test(parsed.nationalNumber) && parsed.isPossible() : parsed.isValid();
  if (!isAccepted) return { ok: false, reason: "impossible" };
  const type = parsed.getType();
  return {
    ok: true,
    e164: parsed.number,
    country: parsed.country ?? (isNanp ? countryOfAreaCode(parsed.nationalNumber.slice(0, 3)) : null),
    type: type ? PHONE_TYPES[type] : "unknown",
    extension: written.ext ?? null,
  };
}

/** Takes off URI schemes and WhatsApp domains; null when the text addresses a group or a hidden id, not a number. */
function stripAddressing(text: string): string | null {
  const jid = /^\+?(\d{6,15})(?::\d{1,4})?@(?:s\.whatsapp\.net|c\.us)$/i.exec(text);
  if (jid) return dropMexicanMobilePrefix(`+${jid[1]}`);
  if (text.includes("@")) return null;
  return dropMexicanMobilePrefix(text.replace(/^(?:tel|sms|whatsapp):/i, "").trim());
}

/** WhatsApp still writes Mexican mobiles with the `1` that the numbering plan dropped in 2019. */
function dropMexicanMobilePrefix(text: string): string {
  return text.replace(/^\+52[\s.-]?1[\s.-]?(?=(?:\D?\d){10}$)/, "+52");
}

function countryOfAreaCode(areaCode: string): string | null {
  const state = STATE_OF_AREA_CODE.get(areaCode);
  if (state === undefined) return null;
  return TERRITORY_COUNTRIES.has(state) ? state : "US";
}
