import "server-only";
import type { TenantTx } from "@/db/tenant";
import { matchCaller } from "@/lib/domain/calls/match-caller";
import { lockContactNumber } from "@/lib/domain/contact-gate/lock-person";
import { adoptConversation } from "@/lib/domain/conversations/adopt-conversation";
import { lockStranger } from "@/lib/domain/leads/lock-stranger";

/** Takes a number's places, as whoever keeps a message from it does: neither misses the other. Before any other write. */
export async function lockNumber(tx: TenantTx, e164: string): Promise<void> {
  await lockContactNumber(tx, e164);
  await lockStranger(tx, e164);
}

/** Gives the conversation that stood under the number alone to the contact who has it now, unless several share it. */
export async function adoptNumber(tx: TenantTx, e164: string): Promise<void> {
  const owner = await matchCaller(tx, e164);
  if ("contact" in owner) await adoptConversation(tx, { address: e164, contactId: owner.contact.id });
}
