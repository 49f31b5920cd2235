import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { consents } from "@/db/schema/consents";
import { creditEntries } from "@/db/schema/credit-entries";
import { creditHolds } from "@/db/schema/credit-holds";
import { LINE_PROVIDERS, lines } from "@/db/schema/lines";
import { inTenant } from "@/db/tenant";
import { expireHolds } from "@/lib/domain/credits/expire-holds";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { CALLING_TIME } from "../support/calling-firm";
import { createSendingFirm } from "../support/sending-firm";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
});

type Provider = (typeof LINE_PROVIDERS)[number];

/** Hours for which each may be silent about a message. */
const SILENCE: Record<Provider, number> = {
  twilio: 72,
  ghl: 72,
  aloware: 72,
  evolution: 48,
  texting: 24,
  broadcast: 24,
};

/** Two segments of SMS; on WhatsApp one message. */
const LONG = "Your appointment is on Thursday at ten. ".repeat(5);

async function firmWith(provider: Provider) {
  const firm = await createSendingFirm({ orgId: `org_silence_${provider}_${randomUUID().slice(0, 8)}` });
  const lineId = randomUUID();
  const channel = provider === "evolution" ? "whatsapp" : "sms";
  await inTenant(firm.principal, async (tx) => {
    await tx.insert(lines).values({
      ...{ id: lineId, provider, channel, label: "Its line", account: "A1", state: "connected" },
      address: channel === "whatsapp" ? "firm-a" : "+16025550101",
    });
    await saveApiKey(tx, {
      service: keyServiceOf({ id: lineId, provider }),
      key: "a-key",
      userId: null,
      overlapHours: 0,
    });
    await tx.insert(consents).values({
      ...{
        contactId: firm.contactId,
        e164: firm.e164,
        channel: "whatsapp",
        purpose: "informational",
        level: "express",
      },
      ...{ captureMethod: "paper", wording: "You may write to me.", wordingVersion: "1", language: "en" },
      capturedAt: new Date("2026-10-01T17:00:00Z"),
    });
  });
  return { firm, lineId, channel } as const;
}

test.each(LINE_PROVIDERS)(
  "AVL-01 a message over %s that nobody ever confirms gives its credits back when its time is over, and not before",
  async (provider) => {
    const { firm, lineId, channel } = await firmWith(provider);
    const messageId = await firm.accept({ lineId, channel, body: LONG });
    const read = () =>
      inTenant(firm.principal, (tx) => tx.select().from(creditHolds).where(eq(creditHolds.subjectId, messageId)));
    const end = new Date(CALLING_TIME.getTime() + SILENCE[provider] * 3_600_000);
    const service = channel === "sms" ? "sms_segment" : "whatsapp_message";
    const amount = channel === "sms" ? 2 : 1;
    expect(await read()).toMatchObject([{ state: "held", expiresAt: end, service, channel, amount }]);
    const lapse = (at: Date) => inTenant(firm.principal, (tx) => expireHolds(tx, at));
    expect(await lapse(new Date(end.getTime() - 1))).toMatchObject({ expired: 0 });
    expect(await lapse(end)).toMatchObject({ expired: 1 });
    expect(await read()).toMatchObject([{ state: "expired", capturedAmount: 0 }]);
    const entries = await inTenant(firm.principal, (tx) =>
      tx.select().from(creditEntries).orderBy(creditEntries.sequence),
    );
    expect(entries.slice(-2)).toMatchObject([
      { kind: "hold", balanceDelta: -amount, heldDelta: amount },
      { kind: "expire", balanceDelta: amount, heldDelta: -amount, reason: "not_confirmed" },
    ]);
  },
);

test("AVL-01 a planned message is waited for from its own time on", async () => {
  const { firm, lineId } = await firmWith("texting");
  const planned = new Date(CALLING_TIME.getTime() + 2 * 3_600_000);
  const messageId = await firm.accept({ lineId, scheduledFor: planned });
  const [hold] = await inTenant(firm.principal, (tx) =>
    tx.select({ expiresAt: creditHolds.expiresAt }).from(creditHolds).where(eq(creditHolds.subjectId, messageId)),
  );
  expect(hold?.expiresAt).toEqual(new Date(planned.getTime() + 24 * 3_600_000));
});
