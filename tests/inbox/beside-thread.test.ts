import { randomUUID } from "node:crypto";
import { isNull } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { caseMembers } from "@/db/schema/case-members";
import { cases } from "@/db/schema/cases";
import { consents } from "@/db/schema/consents";
import { contacts } from "@/db/schema/contacts";
import { inTenant } from "@/db/tenant";
import { findConversation } from "@/lib/domain/conversations/find-conversation";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { CALLING_TIME } from "../support/calling-firm";
import { createSendingFirm, type SendingFirm } from "../support/sending-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "../support/test-database";
import { told } from "../support/told-message";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

async function hear(firm: SendingFirm, phone: string): Promise<string> {
  return inTenant(firm.principal, async (tx) => {
    const input = {
      providerMessageId: randomUUID(),
      client: { kind: "phone", e164: phone },
      senderName: "Rosa",
    } as const;
    const { messageId } = await recordMessage(tx, told(input));
    const message = await tx.query.messages.findFirst({ where: (row, { eq }) => eq(row.id, messageId) });
    return message?.conversationId ?? "";
  });
}

const beside = (firm: SendingFirm, conversationId: string, userId = firm.userId) =>
  inTenant({ ...firm.principal, actor: { type: "user", userId } }, (tx) =>
    findConversation(tx, { conversationId, userId, now: CALLING_TIME, realNow: CALLING_TIME }),
  );

test("beside a thread stand the contact, consents in force, the clock of each number, open cases and stops", async () => {
  const firm = await createSendingFirm({ orgId: "org_beside" });
  const id = await hear(firm, firm.e164);
  await inTenant(firm.principal, (tx) => tx.update(contacts).set({ preferredLanguage: "es", addressState: "AZ" }));
  const before = await beside(firm, id);
  expect(before).toMatchObject({
    contact: { id: firm.contactId, preferredLanguage: "es", addressState: "AZ" },
    channel: "sms",
    line: { label: "Main" },
    cases: [{ id: firm.caseId, caseNumber: 1041 }],
    leads: [],
    addresses: [{ address: firm.e164, phoneId: firm.phoneId, timeZones: ["America/Phoenix"], optOuts: [] }],
  });
  expect(before?.consents.map(({ channel }) => channel)).toContain("sms");
  await inTenant(firm.principal, async (tx) => {
    const stop = { channel: "sms", kind: "stop", source: "sms", occurredAt: CALLING_TIME } as const;
    await recordOptOut(tx, { e164: firm.e164, ...stop });
    await tx.update(consents).set({ revokedAt: CALLING_TIME }).where(isNull(consents.revokedAt));
  });
  const after = await beside(firm, id);
  expect(after?.consents).toEqual([]);
  expect(after?.addresses[0]?.optOuts).toMatchObject([{ channel: "sms" }]);
});

test("TEN-08 a restricted case stands beside the thread for its members alone, and takes the thread along", async () => {
  const firm = await createSendingFirm({ orgId: "org_beside_wall" });
  const id = await hear(firm, firm.e164);
  const caseId = randomUUID();
  await inTenant(
    testPrincipal("org_beside_wall", { actor: { type: "job", name: "test", jobId: null } }),
    async (tx) => {
      const file = { caseNumber: 7, title: "Sealed", practiceArea: "family", openedOn: "2026-10-02" } as const;
      await tx.insert(cases).values({ ...file, id: caseId, clientContactId: firm.contactId, isRestricted: true });
      await tx.insert(caseMembers).values({ caseId, userId: firm.userId });
    },
  );
  expect((await beside(firm, id))?.cases.map(({ id: each }) => each).toSorted()).toEqual(
    [firm.caseId, caseId].toSorted(),
  );
  expect(await beside(firm, id, "user_outside")).toBeNull();
});

test("beside a stranger's thread stand the name that they gave, their lead and the clock of their number", async () => {
  const firm = await createSendingFirm({ orgId: "org_beside_stranger" });
  const id = await hear(firm, "+12125550177");
  expect(await beside(firm, id)).toMatchObject({
    name: "Rosa",
    contact: null,
    consents: [],
    cases: [],
    leads: [{ name: "Message from (212) 555-0177", status: "new" }],
    addresses: [{ address: "+12125550177", phoneId: null, timeZones: ["America/New_York"] }],
  });
});
