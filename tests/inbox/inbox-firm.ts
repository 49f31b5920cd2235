import { randomUUID } from "node:crypto";
import { caseMembers } from "@/db/schema/case-members";
import { cases } from "@/db/schema/cases";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { firms } from "@/db/schema/firms";
import { memberships } from "@/db/schema/memberships";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import type { MessageInput } from "@/lib/domain/messages/message-input";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { testPrincipal } from "../support/test-database";
import { told } from "../support/told-message";

export type InboxFirm = {
  principal: Principal;
  userId: string;
  as: <T>(work: (tx: TenantTx) => Promise<T>, userId?: string) => Promise<T>;
  /** A message from outside, kept as the webhook jobs keep it; gives its conversation. */
  hear: (input: Partial<MessageInput>) => Promise<string>;
  addContact: (e164: string, firstName?: string) => Promise<string>;
  /** Puts a contact behind a wall with these people inside. */
  wall: (contactId: string, inside: string[]) => Promise<void>;
};

/** A firm with two people, and a short way to the messages that reach it. */
export async function openInboxFirm(name: string): Promise<InboxFirm> {
  const orgId = `org_${name}_${randomUUID().slice(0, 8)}`;
  const userId = `user_of_${orgId}`;
  const principal = testPrincipal(orgId, { actor: { type: "user", userId } });
  const machine = testPrincipal(orgId, { actor: { type: "job", name: "test", jobId: null } });
  await inTenant(machine, async (tx) => {
    await tx
      .insert(firms)
      .values({ clerkOrganizationId: orgId, name: orgId, slug: orgId.replaceAll("_", "-"), hours: {} });
    await tx.insert(memberships).values([
      { userId, role: "org:admin", firstName: "Sofia", lastName: "Reyes" },
      { userId: `${userId}_2`, role: "org:intake", firstName: "Marco", lastName: "Diaz" },
      { userId: `${userId}_gone`, role: "org:intake", removedAt: new Date("2026-11-01T00:00:00Z") },
    ]);
  });
  const as: InboxFirm["as"] = (work, who = userId) =>
    inTenant(testPrincipal(orgId, { actor: { type: "user", userId: who } }), work);
  return {
    principal,
    userId,
    as,
    hear: (input) =>
      inTenant(machine, async (tx) => {
        const { messageId } = await recordMessage(tx, told({ providerMessageId: randomUUID(), ...input }));
        return conversationOf(tx, messageId);
      }),
    addContact: (e164, firstName = "Ana") =>
      inTenant(machine, async (tx) => {
        const id = randomUUID();
        await tx.insert(contacts).values({ id, firstName, lastName: "Lopez" });
        await tx.insert(contactPhones).values({ contactId: id, e164, isPrimary: true });
        return id;
      }),
    wall: (contactId, inside) =>
      inTenant(machine, async (tx) => {
        const caseId = randomUUID();
        const file = {
          id: caseId,
          caseNumber: Math.floor(Math.random() * 1e6),
          title: "Walled",
          practiceArea: "family",
        } as const;
        await tx
          .insert(cases)
          .values({ ...file, clientContactId: contactId, openedOn: "2026-01-01", isRestricted: true });
        for (const each of inside) await tx.insert(caseMembers).values({ caseId, userId: each });
      }),
  };
}

async function conversationOf(tx: TenantTx, messageId: string): Promise<string> {
  const message = await tx.query.messages.findFirst({ where: (row, { eq }) => eq(row.id, messageId) });
  if (!message) throw new Error("the message was not kept");
  return message.conversationId;
}
