import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gateDecisions } from "@/db/schema/gate-decisions";
import { SEND_ORIGINS } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import { inTenant } from "@/db/tenant";
import { findDecision } from "@/lib/domain/contact-gate/find-decision";
import { listThread } from "@/lib/domain/conversations/list-thread";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const firmOf = (name: string) => createSendingFirm({ orgId: `org_${name}_${randomUUID().slice(0, 8)}` });

test("CMP-06 each message in the thread leads to what it relied on: the decision with the consent or the person's own act", async () => {
  const firm = await firmOf("relied");
  const messageId = await firm.accept({ now: CALLING_TIME });
  const decision = await inTenant(firm.principal, async (tx) => {
    const [row] = await tx.select({ id: messages.conversationId }).from(messages).where(eq(messages.id, messageId));
    const { items } = await listThread(tx, { conversationId: row?.id ?? "", limit: 20 });
    const sent = items.find((item) => item.kind === "message" && item.id === messageId);
    const decisionId = sent?.kind === "message" ? sent.send?.decisionId : null;
    return decisionId ? findDecision(tx, decisionId) : null;
  });
  expect(decision).toMatchObject({ verdict: "allowed", moment: "reserve" });
  const consent = decision?.rules.find(({ code }) => code === "consent");
  expect(consent?.code === "consent" && (consent.evidence.matched ?? consent.evidence.implied)).toMatchObject({
    id: expect.any(String),
  });
  const other = await firmOf("other");
  expect(await inTenant(other.principal, (tx) => findDecision(tx, decision?.id ?? ""))).toBeNull();
});

test.each(SEND_ORIGINS)(
  "CMP-01 a message of the origin %s leaves a decision behind, whether it may leave or not",
  async (origin) => {
    const firm = await firmOf(origin.replaceAll("_", ""));
    const told = await firm.reserve({ origin, purpose: "case_information", now: CALLING_TIME });
    const blocked = await firm.reserve({ origin, purpose: "marketing", now: CALLING_TIME });
    expect(blocked.kind).toBe("blocked");
    const kept = await inTenant(firm.principal, (tx) =>
      tx
        .select({ origin: gateDecisions.origin, verdict: gateDecisions.verdict, rules: gateDecisions.rules })
        .from(gateDecisions),
    );
    expect(kept.map(({ verdict }) => verdict).toSorted()).toEqual([
      told.kind === "accepted" ? "allowed" : "blocked",
      "blocked",
    ]);
    for (const decision of kept) {
      expect(decision.origin).toBe(origin);
      expect(decision.rules).toHaveLength(15);
    }
  },
);
