import "server-only";
import { lockName, type TenantTx } from "@/db/tenant";
import { inLockOrder, lockAddresses, lockPeople } from "@/lib/domain/contact-gate/lock-person";
import { lockStranger } from "@/lib/domain/leads/lock-stranger";
import type { MessageClient, MessageKey } from "./message-input";
import { resolveClient } from "./resolve-client";

/**
 * Takes the places of messages and of the people behind them: whoever tells of the same message, writes for the same
 * person or opts the number out waits. Everything is taken in one order and before the first audited write. Every verb of
 * messages takes its own; an event that tells of several messages takes all of them first, with this.
 * @throws AppError `invalid_input` for a client that is no person
 */
export async function lockMessages(
  tx: TenantTx,
  messages: readonly (MessageKey & { client?: MessageClient | undefined })[],
): Promise<void> {
  const keys = messages.map((each) => JSON.stringify([each.provider, each.account, each.providerMessageId]));
  for (const key of inOrder(keys)) await lockName(tx, `message:${key}`);
  const addresses = inLockOrder(messages.flatMap(({ client }) => (client ? [resolveClient(client).address] : [])));
  await lockAddresses(tx, addresses);
  for (const address of addresses) await lockStranger(tx, address);
  await lockPeople(tx, { addresses });
}

function inOrder(names: string[]): string[] {
  return [...new Set(names)].toSorted();
}
