import "server-only";
import type { TenantTx } from "@/db/tenant";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";
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
  const told = note.client ? resolveClient(note.client).address : null;
  for (let held: string | null = null; ; ) {
    const found = await findMessage(tx, note);
    const address = found?.clientAddress ?? told;
    // A hidden id may give way to its number while its place is waited for (see placeMessages).
    if (address === held) return { known: found ? await lockMessage(tx, found.id) : null, address };
    held = address;
    if (address !== null) await lockPerson(tx, { address });
  }
}
