import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consents } from "@/db/schema/consents";
import { conversations } from "@/db/schema/conversations";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { inTenant, type TenantTx } from "@/db/tenant";
import { revokeConsent } from "@/lib/domain/consents/revoke-consent";
import { tagConversation } from "@/lib/domain/conversations/tag-conversation";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { createSendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { told } from "@/tests/support/told-message";
import { addOptOut } from "./add-opt-out";
import { importOptOuts } from "./import-opt-outs";
import { addOptOutInput } from "./opt-outs.schema";
import { readImportRows, readOptOutFile } from "./read-opt-out-file";

const CLIENT = "+16025550142";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pg");
});
afterAll(() => database.drop());

test("CMP-01 stops, messages, tags, consents and sends of one person at once wait for each other and none crosswise", async () => {
  for (let round = 0; round < 4; round += 1) {
    const firm = await createSendingFirm({ orgId: `org_cross_${randomUUID().slice(0, 8)}` });
    const say = (body: string) => (tx: TenantTx) => {
      const at = new Date();
      return recordMessage(tx, told({ body, providerMessageId: randomUUID(), sentAt: at, receivedAt: at }));
    };
    await inTenant(firm.principal, say("hello"));
    const ids = await inTenant(firm.principal, async (tx) => {
      const [conversation] = await tx.select({ id: conversations.id }).from(conversations);
      const [consent] = await tx.select({ id: consents.id }).from(consents);
      return { conversationId: conversation?.id ?? "", consentId: consent?.id ?? "" };
    });
    const acts: ((tx: TenantTx) => Promise<unknown>)[] = [
      say("STOP"),
      (tx) => tagConversation(tx, { conversationId: ids.conversationId, tag: "urgent" }),
      (tx) => revokeConsent(tx, { consentId: ids.consentId, now: new Date() }),
      (tx) =>
        addOptOut(tx, { ...addOptOutInput.parse({ number: CLIENT, channel: "all" }), userId: "u", now: new Date() }),
      say("where is my file"),
    ];
    const sends = [1, 2, 3].map(() => firm.reserve());
    const done = await Promise.allSettled([...acts.map((act) => inTenant(firm.principal, act)), ...sends]);
    expect(done.filter(({ status }) => status === "rejected")).toEqual([]);
    const register = await inTenant(firm.principal, (tx) => tx.select().from(optoutRegistry));
    expect(register.map(({ state }) => state)).toEqual(["opted_out", "opted_out"]);
  }
}, 120_000);

test("CMP-03 a file that two people run at once is run once", async () => {
  const firm = await createSendingFirm({ orgId: `org_twice_${randomUUID().slice(0, 8)}` });
  const numbers = Array.from({ length: 50 }, (_, index) => `+1602556${String(1_000 + index)}`);
  const { table, columns } = readOptOutFile(`phone,date\n${numbers.map((each) => `${each},2026-10-01`).join("\n")}`);
  const now = new Date();
  const rows = readImportRows(table, { columns, saidAt: now, now });
  const run = () => inTenant(firm.principal, (tx) => importOptOuts(tx, { rows, userId: firm.userId, now }));
  const [one, two] = await Promise.all([run(), run()]);
  const created = [...(one ?? []), ...(two ?? [])].filter(({ outcome }) => outcome === "create");
  expect(created).toHaveLength(50);
  expect(await inTenant(firm.principal, (tx) => tx.$count(optoutEvents))).toBe(50);
});
