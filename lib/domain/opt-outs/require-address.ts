import "server-only";
import { AppError } from "@/lib/core/errors";
import { isPersonJid } from "@/lib/domain/messages/is-person-jid";
import { resolveClient } from "@/lib/domain/messages/resolve-client";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";

/**
 * The address that opt-outs stand under, from what a person typed: a number in any spelling, or a WhatsApp id.
 * @throws AppError `invalid_input` for what is neither
 */
export function requireAddress(typed: string): string {
  const address = readAddress(typed);
  if (address === null) throw new AppError("invalid_input", "This is no phone number");
  return address;
}

/** As requireAddress, with null for what is neither. */
export function readAddress(typed: string): string | null {
  const text = typed.trim().replace(/^'/, "");
  const phone = normalizePhone(text);
  if (phone.ok) return phone.e164;
  return isPersonJid(text) ? resolveClient({ kind: "whatsapp_id", jid: text }).address : null;
}
