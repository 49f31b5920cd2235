import "server-only";
import type { TenantTx } from "@/db/tenant";
import { findMessage, lockMessage } from "@/lib/domain/messages/find-message";
import type { MessageKey } from "@/lib/domain/messages/message-input";
import { isAwaited, type MessageStanding } from "@/lib/domain/messages/message-standing";
import { adoptTwin } from "./adopt-twin";
import { matchSend } from "./match-send";

/**
 * What a provider tells may come before the answer to the send that it is about, or instead of it. The reference that we
 * gave then says whose it is: the provider's id is noted on our message, and what was kept of the id before, without a
 * reference, is handed back. A reference that is nobody's, or of a text to somebody else, counts for nothing. The caller
 * holds the places of the id and the person.
 */
export async function joinByReference(
  tx: TenantTx,
  { key, reference, e164 }: { key: MessageKey; reference: string; e164: string },
): Promise<MessageStanding | null> {
  const messageId = await matchSend(tx, { reference });
  if (messageId === null) return null;
  const known = await findMessage(tx, key);
  if (known !== null && !isAwaited(known)) return null;
  const ours = await lockMessage(tx, messageId);
  return ours.clientAddress === e164 ? adoptTwin(tx, { messageId, key }) : null;
}
