import "server-only";
import type { TenantTx } from "@/db/tenant";
import { lockContactNumber } from "@/lib/domain/contact-gate/decide-for-contact";
import { findMessage, lockMessage, type MessageRow } from "./find-message";
import { lockMessages } from "./lock-messages";
import type { MessageKey, MessageTrace } from "./message-input";
import { resolveClient } from "./resolve-client";

/**
 * Finds the message that a note is about and holds it, after its id's and its person's places: what follows may be an
 * opt-out, and another provider may write of the same message.
 */
export async function takeMessage(
  tx: TenantTx,
  note: MessageKey & MessageTrace,
): Promise<{ known: MessageRow | null; address: string | null }> {
  const { provider, account, providerMessageId } = note;
  await lockMessages(tx, [{ provider, account, providerMessageId }]);
  const found = await findMessage(tx, note);
  const address = found?.clientAddress ?? (note.client ? resolveClient(note.client).address : null);
  if (address !== null) await lockContactNumber(tx, address);
  return { known: found ? await lockMessage(tx, found.id) : null, address };
}
