import "server-only";
import { AppError } from "@/lib/core/errors";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { isPersonJid } from "./is-person-jid";
import type { MessageClient } from "./message-input";
import { storableText } from "./storable-text";

export type ResolvedClient = {
  /** What `messages.client_address` holds: E.164, a hidden person's WhatsApp id, or a sender that is no number (a short code). */
  address: string;
  e164: string | null;
  /** Only where the number is hidden. */
  whatsappId: string | null;
};

/**
 * Brings every spelling of the person's side to one address, so that the same person meets through all systems.
 * @throws AppError `invalid_input` for a group, a status update or a list: they are nobody's conversation
 */
export function resolveClient(client: MessageClient): ResolvedClient {
  const raw = storableText(client.kind === "phone" ? client.e164 : client.jid).trim();
  if (raw === "" || (client.kind === "whatsapp_id" && !isPersonJid(raw))) {
    throw new AppError("invalid_input", "A message is with one person, not with a group or a list");
  }
  const phone = normalizePhone(raw);
  if (phone.ok) return { address: phone.e164, e164: phone.e164, whatsappId: null };
  if (client.kind === "phone") return { address: raw, e164: null, whatsappId: null };
  const jid = raw.toLowerCase().replace(/:\d+@/, "@");
  return { address: jid, e164: null, whatsappId: jid };
}
