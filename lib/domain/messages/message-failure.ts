/** Why a provider refused, in our words. */
export const SEND_REFUSALS = [
  "bad_key",
  "forbidden",
  "payment_required",
  "invalid_number",
  "not_mobile",
  "not_on_whatsapp",
  "opted_out_at_provider",
  "do_not_disturb",
  "region_not_allowed",
  "unverified_sender",
  "unregistered_sender",
  "line_disconnected",
  "window_closed",
  "too_long",
  "filtered",
  "bad_request",
  "not_found",
  "not_connected",
  "not_sent",
] as const;

/** Why a message did not arrive, in our words: refused, ended by ourselves (close-send.ts), and what else is known to end a delivery. */
export const MESSAGE_FAILURES = [
  ...SEND_REFUSALS,
  "not_arrived",
  "rate_limited",
  "unreachable",
  "handset_unreachable",
  "blocked_by_recipient",
  "gate_blocked",
  "too_late",
  "opted_out",
  "person",
  "stopped",
  "other",
] as const;
export type MessageFailure = (typeof MESSAGE_FAILURES)[number];

/** Codes of providers that took a message and could not deliver it. */
const PROVIDER_CODES: readonly (readonly [string, MessageFailure])[] = [
  ["21610", "opted_out_at_provider"],
  ["30003", "handset_unreachable"],
  ["30004", "blocked_by_recipient"],
  ["30005", "invalid_number"],
  ["30006", "not_mobile"],
  ["30007", "filtered"],
  ["30008", "other"],
  ["30032", "unverified_sender"],
  ["30034", "unregistered_sender"],
  ["63016", "window_closed"],
  ["invalid", "invalid_number"],
];

/** Every code that is explained, ours and a provider's, with its cause; what is not here has the cause `other`. */
export const CAUSE_OF_CODE: ReadonlyMap<string, MessageFailure> = new Map<string, MessageFailure>([
  ...MESSAGE_FAILURES.map((code): [string, MessageFailure] => [code, code]),
  ...PROVIDER_CODES,
]);

const OF_THE_LINE: ReadonlySet<MessageFailure> = new Set<MessageFailure>([
  "bad_key",
  "forbidden",
  "line_disconnected",
  "not_connected",
  "payment_required",
]);

/** Whether what is to be done next is done at the line, in the settings. */
export function isFailureOfLine(failure: MessageFailure): boolean {
  return OF_THE_LINE.has(failure);
}

/** The cause behind the first of some codes that is known. */
export function messageFailureOf(...codes: readonly (string | null)[]): MessageFailure {
  return codes.map((code) => CAUSE_OF_CODE.get(code ?? "")).find((cause) => cause !== undefined) ?? "other";
}

/** The provider's own text and code, as an addition to our words; null where it told nothing of its own. */
export function providerTextOf({ code, text }: { code: string | null; text: string | null }): string | null {
  const own = code === null || MESSAGE_FAILURES.some((each) => each === code) ? null : `(${code})`;
  return [text, own].filter(Boolean).join(" ") || null;
}
