import "server-only";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { CASE_DETAIL_FIELDS, type CaseDetailField, caseDetailRawValue } from "./case-detail-fields.schema";
import { type AddressParts, formatAddress, isCompleteAddress, parseAddress } from "./parse-address";
import { type ParsedDate, parseDate } from "./parse-date";
import { parseEmail } from "./parse-email";
import { parseLanguage } from "./parse-language";
import { readDigits, spokenTokens } from "./spoken-numbers";

export type CaseDetailRefusal =
  | "empty"
  | "too_long"
  | "unsafe_characters"
  | "no_answer"
  | Extract<ParsedDate, { ok: false }>["reason"];

export type NormalizedCaseDetail =
  | {
      ok: true;
      /** Canonical: ISO day, E.164, lower-case address, ISO 639 code, one-line postal address, or the text in NFC. */
      value: string;
      /** For people; equal to `value` except for phones and languages. */
      display: string;
      /** The parts of a postal address; null for every other field. */
      address: AddressParts | null;
      /** True for a postal address to which no letter could be sent yet. */
      isIncomplete: boolean;
    }
  | { ok: false; reason: CaseDetailRefusal };

type Context = { now: Date; language: "en" | "es" };

const OLDEST_PERSON_YEARS = 120;

/** What people say when they have no answer, in the words that `spokenTokens` leaves. */
const NO_ANSWERS = new Set(
  (
    "no|none|nothing|n a|na|unknown|skip|i don t know|i dont know|i do not know|don t know|dont know|not sure|i m not sure|" +
    "i don t have one|i don t remember|prefer not to say|i d rather not say|null|undefined|" +
    "no se|no lo se|nada|ninguno|ninguna|no tengo|no recuerdo|no me acuerdo|no aplica|prefiero no decir|prefiero no decirlo|desconocido"
  ).split("|"),
);

/**
 * Brings what staff typed or a client said to the canonical form of a field, in English or Spanish, or says why it cannot
 * be. Normalising a canonical value gives that value. `language` decides what a numeric date means.
 */
export function normalizeCaseDetail(field: CaseDetailField, rawValue: string, context: Context): NormalizedCaseDetail {
  const text = readText(rawValue);
  if (!text.ok) return text;
  if (NO_ANSWERS.has(spokenTokens(text.value).join(" "))) return { ok: false, reason: "no_answer" };
  const result = normalizeField(field, text.value, context);
  if (!result.ok || result.value.length <= CASE_DETAIL_FIELDS[field].maxLength) return result;
  return { ok: false, reason: "too_long" };
}

function readText(rawValue: string): { ok: true; value: string } | { ok: false; reason: CaseDetailRefusal } {
  const parsed = caseDetailRawValue.safeParse(rawValue);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  if (issue?.code === "too_big") return { ok: false, reason: "too_long" };
  return { ok: false, reason: issue?.code === "too_small" ? "empty" : "unsafe_characters" };
}

function normalizeField(field: CaseDetailField, text: string, context: Context): NormalizedCaseDetail {
  switch (field) {
    case "date_of_birth":
    case "accident_date": {
      const parsed = parseDate(text, { ...context, maxYears: OLDEST_PERSON_YEARS });
      return parsed.ok ? accept(parsed.date) : parsed;
    }
    case "email":
      return acceptOrRefuse(parseEmail(text));
    case "phone_alternate":
      return normalizeAlternatePhone(text);
    case "preferred_language": {
      const code = parseLanguage(text);
      if (code === null) return { ok: false, reason: "unrecognised" };
      return accept(code, new Intl.DisplayNames(context.language, { type: "language" }).of(code) ?? code);
    }
    case "insurance_policy_number":
      return acceptOrRefuse(readPolicyNumber(text));
    case "address":
      return normalizeAddress(text);
    case "employer":
    case "insurance_carrier":
    case "medical_provider":
      return acceptOrRefuse(/[\p{L}\p{N}]/u.test(text) ? text : null);
  }
}

function normalizeAddress(text: string): NormalizedCaseDetail {
  const address = parseAddress(text);
  const value = formatAddress(address);
  if (!/[\p{L}\p{N}]/u.test(value)) return { ok: false, reason: "unrecognised" };
  return { ok: true, value, display: value, address, isIncomplete: !isCompleteAddress(address) };
}

function normalizeAlternatePhone(text: string): NormalizedCaseDetail {
  const spelledOut = /\p{L}/u.test(text) ? readDigits(spokenTokens(text)) : null;
  const phone = normalizePhone(spelledOut ?? text);
  if (phone.ok) return accept(phone.e164, formatPhone(phone.e164));
  return { ok: false, reason: phone.reason === "not_a_number" ? "unrecognised" : phone.reason };
}

/** Letters, digits and hyphens in capitals, also as they are spelled out: "A B C dash one two three". */
function readPolicyNumber(text: string): string | null {
  const spelled = text
    .split(" ")
    .map((word) => (/^(?:dash|hyphen|gui[oó]n)$/i.test(word) ? "-" : word))
    .map((word) => (/^\p{L}{2,}$/u.test(word) ? (readDigits(spokenTokens(word)) ?? word) : word))
    .join("")
    .toUpperCase();
  return /^[A-Z0-9][A-Z0-9/.-]{2,39}$/.test(spelled) && /\d/.test(spelled) ? spelled : null;
}

function acceptOrRefuse(value: string | null): NormalizedCaseDetail {
  return value === null ? { ok: false, reason: "unrecognised" } : accept(value);
}

function accept(value: string, display = value): NormalizedCaseDetail {
  return { ok: true, value, display, address: null, isIncomplete: false };
}
