import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { inLockOrder, lockContactNumber, lockPeople, tryLockAddress } from "@/lib/domain/contact-gate/lock-person";
import type { MessageChannel } from "@/lib/domain/messages/message-input";
import { type Recipient, resolveRecipient, type SendTarget } from "./resolve-recipient";

/**
 * Whom a message goes to, with their place held: until the transaction ends the address is theirs, and so is the
 * conversation. It is asked again once the place is taken, because a stranger may have become a contact, an id its number,
 * or two conversations one while it was waited for.
 * @throws AppError as resolveRecipient; `conflict` when another address has become the one to write to and is busy
 */
export async function holdRecipient(
  tx: TenantTx,
  request: { to: SendTarget; channel: MessageChannel },
): Promise<Recipient> {
  const held = new Set<string>();
  for (;;) {
    const recipient = await resolveRecipient(tx, request);
    const { address, contactId } = recipient;
    if (held.has(address)) {
      await lockPeople(tx, { addresses: [address], contactId });
      return recipient;
    }
    await takePlace(tx, address, held);
    held.add(address);
  }
}

/** A place that comes before one that is held is not waited for: somebody else may be waiting in the right order. */
async function takePlace(tx: TenantTx, address: string, held: ReadonlySet<string>): Promise<void> {
  if (inLockOrder([...held, address]).at(-1) === address) return lockContactNumber(tx, address);
  if (!(await tryLockAddress(tx, address))) throw new AppError("conflict", "The conversation was changed meanwhile");
}
