import "server-only";

/** Why a line is not connected, as it is kept and shown; the settings explain each with its next step. */
export const LINE_REASONS = [
  "awaiting_scan",
  "qr_limit",
  "logged_out",
  "closed",
  "instance_removed",
  "refused_by_whatsapp",
  "unfinished",
  "bad_key",
  "forbidden",
  "payment_required",
  "not_found",
  "rate_limited",
  "unreachable",
  "unexpected",
] as const;
export type LineReason = (typeof LINE_REASONS)[number];

/** A stored reason; one that this version does not know counts as unexpected. */
export function readLineReason(stored: string | null): LineReason | null {
  return stored === null ? null : (LINE_REASONS.find((reason) => reason === stored) ?? "unexpected");
}
