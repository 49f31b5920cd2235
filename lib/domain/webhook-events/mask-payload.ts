import "server-only";

/** JSON as it is stored, and as it may be shown. */
export type PayloadJson = string | number | boolean | null | PayloadJson[] | { [key: string]: PayloadJson };

// What an event is can be seen, what a person said or is cannot. Everything is hidden but what its key names as a code, an
// id or a time and what also looks like one: a new field of a provider is hidden until somebody knows it.

const TEXT = "•••";
const EMAIL = "•••@•••";
const DIGITS = "###";

const CODE_KEY =
  /^(?:type|event|event_?type|kind|status|state|(?:call|message|delivery|sms)_?status|(?:ended|error|disconnect)_?reason|error_?code|direction|channel|role|mode|language|locale|action|version|api_?version|message_?type|content_?type|transcript_?type|verdict)$/i;
const ID_KEY = /(?:^|_)(?:u?u?id|sid)$|[a-z](?:Id|Sid|Uuid)$|^(?:idempotency|nonce)$/i;
const TIME_KEY = /(?:^|_)(?:at|on|time|timestamp|date)$|[a-z](?:At|Time|Timestamp|Date)$/;
const COUNT_KEY =
  /(?:duration|seconds|minutes|_ms|count|attempts?|retries|segments|size|length|index|sequence|version)$/i;
/** Times of a person's life are no times of an event. */
const PERSONAL_KEY =
  /birth|dob|phone|mobile|cell|name|mail|address|ssn|passport|licen[cs]e|account|card|policy|wa_?id|jid/i;

const CODE = /^[A-Za-z][A-Za-z0-9]*(?:[._:/-][A-Za-z0-9]+)*$/;
const ID = /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9_-]{11,99}$/;
const INSTANT = /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?|1\d{9}(?:\d{3})?)$/;
/** Seven digits in a row, whatever stands between them, are a telephone, social security or card number. */
const NUMBER_LIKE = /^[+(]?\d(?:[ ().-]?\d){6,}$/;
/** The same inside a longer text, where it stands by itself. */
const NUMBER_WITHIN = /(?<![A-Za-z0-9])\+?\d{7,15}(?![A-Za-z0-9])/g;
const ADDRESS_WITHIN = /[^\s:]+@[^\s:]+/g;
const ADDRESS_LIKE = /\S@\S/;
const PLAIN_KEY = /^[A-Za-z_$@][\w$.:/[\]-]{0,79}$/;
const DIGIT_RUN = /\d{5,}/;

const MOST_ITEMS = 50;
const MOST_CODE_CHARACTERS = 64;

/**
 * A stored event's content with its structure shown and every client's value hidden: texts, names, numbers, addresses.
 * Types, ids, states and times of the event stay. Long lists are cut, and say how much was left out.
 */
export function maskPayload(json: PayloadJson): PayloadJson {
  return maskValue("", json);
}

/** The provider's identity of an event without the numbers and addresses that some providers make it of. */
export function maskIdentity(identity: string): string {
  return identity.replaceAll(ADDRESS_WITHIN, EMAIL).replaceAll(NUMBER_WITHIN, DIGITS);
}

function maskValue(key: string, value: PayloadJson): PayloadJson {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return maskText(key, value);
  if (typeof value === "number") return isShownNumber(key, value) ? value : DIGITS;
  if (Array.isArray(value)) return maskList(key, value);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner], index) => [maskKey(name, index), maskValue(name, inner)]),
  );
}

function maskText(key: string, text: string): string {
  if (text === "") return "";
  if (!PERSONAL_KEY.test(key) && !NUMBER_LIKE.test(text)) {
    if (CODE_KEY.test(key) && text.length <= MOST_CODE_CHARACTERS && CODE.test(text) && !DIGIT_RUN.test(text))
      return text;
    if (ID_KEY.test(key) && ID.test(text) && maskIdentity(text) === text) return text;
  }
  if (TIME_KEY.test(key) && !PERSONAL_KEY.test(key) && INSTANT.test(text)) return text;
  if (ADDRESS_LIKE.test(text)) return EMAIL;
  return NUMBER_LIKE.test(text) ? DIGITS : TEXT;
}

function isShownNumber(key: string, value: number): boolean {
  if (PERSONAL_KEY.test(key)) return false;
  if (TIME_KEY.test(key)) return INSTANT.test(String(Math.trunc(value)));
  return COUNT_KEY.test(key) && Math.abs(value) < 1_000_000;
}

function maskList(key: string, items: PayloadJson[]): PayloadJson[] {
  const shown = items.slice(0, MOST_ITEMS).map((item) => maskValue(key, item));
  return items.length > MOST_ITEMS ? [...shown, `… +${items.length - MOST_ITEMS}`] : shown;
}

/** Some senders use a person's number or address as a key. */
function maskKey(key: string, index: number): string {
  return PLAIN_KEY.test(key) && !DIGIT_RUN.test(key) && !ADDRESS_LIKE.test(key) ? key : `${TEXT}${index + 1}`;
}
