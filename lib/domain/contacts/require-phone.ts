import "server-only";
import { AppError } from "@/lib/core/errors";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";

/**
 * The E.164 form of a number that a person typed.
 * @throws AppError `invalid_input`
 */
export function requirePhone(typed: string): string {
  const normalized = normalizePhone(typed);
  if (!normalized.ok) throw new AppError("invalid_input", "This is not a phone number that can be called");
  return normalized.e164;
}
