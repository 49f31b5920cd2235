import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { automationLogs } from "@/db/schema/automation-logs";
import { callLogs } from "@/db/schema/call-logs";
import { conversationEvents } from "@/db/schema/conversation-events";
import { creditAccounts } from "@/db/schema/credit-accounts";
import { messageSends } from "@/db/schema/message-sends";
import { inTenant, type TenantTx } from "@/db/tenant";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { addOptOut } from "./add-opt-out";
import { addOptOutInput } from "./opt-outs.schema";

let database: TestDatabase;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
});

/** A firm whose one client stands behind a wall, with a message and a call that wait for them, if they are to. */
async function open(name: string, { hasWaiting }: { hasWaiting: boolean }) {
  const orgId = `org_${name}_${randomUUID().slice(0, 8)}`;
  const firm = await createSendingFirm({ orgId, restrictedTo: [`user_of_${orgId}`] });
  const machine = testPrincipal(orgId, { actor: { type: "job", name: "test", jobId: null } });
  const asMachine = <T>(work: (tx: TenantTx) => Promise<T>) => inTenant(machine, work);
  if (hasWaiting) {
    await firm.accept();
    const { caseId, contactId, e164: clientNumber } = firm;
    await asMachine((tx) =>
      tx.insert(callLogs).values({
        ...{ direction: "outbound", purpose: "case_information", language: "en", caseId, contactId, clientNumber },
        ...{ state: "scheduled", dialState: "waiting", scheduledFor: new Date(Date.now() + 3_600_000) },
      }),
    );
  }
  const stopAs = (userId: string) =>
    inTenant(testPrincipal(orgId, { actor: { type: "user", userId } }), async (tx) => {
      const input = addOptOutInput.parse({ number: firm.e164, channel: "all", scope: "all", words: "She called" });
      const { eventId: _, ...told } = await addOptOut(tx, { ...input, userId, now: new Date() });
      const [line] = await tx.select().from(automationLogs).where(eq(automationLogs.action, "optout.recorded"));
      return { told, counted: line?.detail, sees: (await tx.select().from(messageSends)).length };
    });
  const standing = () =>
    asMachine(async (tx) => ({
      sends: (await tx.select().from(messageSends)).map(({ state, failureCode }) => [state, failureCode]),
      calls: (await tx.select().from(callLogs)).map(({ state, failureCode }) => [state, failureCode]),
      held: (await tx.select().from(creditAccounts)).map(({ held }) => held),
      thread: (await tx.select().from(conversationEvents)).map(({ kind, actorUserId }) => [kind, actorUserId]),
      actors: (
        await tx
          .select()
          .from(auditLogs)
          .where(eq(auditLogs.action, "message_sends.update"))
          .orderBy(auditLogs.sequence)
      ).map(({ actorType }) => actorType),
    }));
  return { firm, stopAs, standing };
}

test("CMP-01 TEN-05 a stop by somebody outside the wall takes back what they cannot see, and they learn nothing of it", async () => {
  const hidden = await open("hidden", { hasWaiting: true });
  const empty = await open("empty", { hasWaiting: false });
  const answer = await hidden.stopAs("user_outside");
  expect(answer).toEqual(await empty.stopAs("user_outside"));
  expect(answer).toMatchObject({
    told: { state: "opted_out", cancelledCalls: 0, cancelledSends: 0 },
    counted: { cancelledCalls: 0, cancelledSends: 0 },
    sees: 0,
  });
  expect(await hidden.standing()).toEqual({
    sends: [["cancelled", "opted_out"]],
    calls: [["cancelled", "opted_out"]],
    held: [0],
    thread: [["opted_out", "user_outside"]],
    actors: ["system"],
  });
});

test("who stands inside the wall is told how much was taken back, and stands in the audit log for it", async () => {
  const { firm, stopAs, standing } = await open("inside", { hasWaiting: true });
  expect(await stopAs(firm.userId)).toMatchObject({ told: { cancelledCalls: 1, cancelledSends: 1 }, sees: 1 });
  expect(await standing()).toMatchObject({ calls: [["cancelled", "opted_out"]], held: [0], actors: ["user"] });
});
