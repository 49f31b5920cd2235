import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adjustCredits } from "@/lib/domain/credits/adjust-credits";
import { grantCredits } from "@/lib/domain/credits/grant-credits";
import { holdCredits } from "@/lib/domain/credits/hold-credits";
import { quoteCredits } from "@/lib/domain/credits/quote-credits";
import { releaseCredits } from "@/lib/domain/credits/release-credits";
import { setLowBalance } from "@/lib/domain/credits/set-low-balance";
import { handsOf } from "@/tests/support/outgoing-firm";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "@/tests/support/test-database";
import { aMessage, createCreditFirm } from "./ledger";

const admin = { userId: "user_platform", requestId: "req_1" };
const kinds = (await postgresAnswers()) ? (["pglite", "pg"] as const) : (["pglite"] as const);

describe.each(kinds)("a low balance is told, on %s", (kind) => {
  let database: TestDatabase;
  let count = 0;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  /** A firm with so many credits, warned below ten, and a receiver that wants to know. */
  async function open(credits: number) {
    count += 1;
    const firm = await createCreditFirm(`org_low_${kind}_${count}`, credits);
    await firm.run((tx) => setLowBalance(tx, { threshold: 10 }));
    const hands = handsOf(firm.run);
    const { subscriptionId } = await hands.subscribe({ eventTypes: ["credits.low"] });
    const spend = (quantity = 1, subject = aMessage()) =>
      firm.run((tx) =>
        holdCredits(tx, {
          ...subject,
          quote: quoteCredits({ service: "sms_segment", quantity }),
          userId: null,
          expiresAt: new Date(Date.now() + 60_000),
        }),
      );
    const told = async () => (await hands.payloads(subscriptionId)).map((event) => event["credits"]);
    return { ...firm, subscriptionId, payloads: () => hands.payloads(subscriptionId), spend, told };
  }

  test("once for each crossing, with figures of the account and nothing else", async () => {
    const firm = await open(11);
    await firm.spend();
    expect(await firm.told()).toEqual([]);
    for (const _ of [1, 2, 3]) await firm.spend();
    const [event, ...more] = await firm.payloads();
    expect(more).toEqual([]);
    expect(event).toEqual({
      id: expect.stringMatching(/^evt_/),
      type: "credits.low",
      apiVersion: "2026-11-01",
      createdAt: expect.any(String),
      sequence: 1,
      test: false,
      firm: { id: expect.stringMatching(/^org_low_/), name: expect.stringMatching(/^org_low_/) },
      credits: {
        balance: 9,
        held: 2,
        threshold: 10,
        lowSince: expect.any(String),
        url: expect.stringMatching(/\/settings\/credits$/),
      },
    });
    await grantCredits(admin, { tenantId: firm.principal.tenantId, amount: 10, reason: "Top-up" });
    expect(await firm.told()).toHaveLength(1);
    await firm.spend(10);
    expect(await firm.told()).toMatchObject([{ balance: 9 }, { balance: 7 }]);
  });

  test("what comes back ends the warning, and what is spent then begins it anew", async () => {
    const firm = await open(10);
    const subject = aMessage();
    await firm.spend(1, subject);
    await firm.run((tx) => releaseCredits(tx, { ...subject, reason: "cancelled" }));
    expect(await firm.told()).toHaveLength(1);
    await firm.spend();
    expect(await firm.told()).toHaveLength(2);
  });

  test("a threshold that is raised above the balance is a crossing, once", async () => {
    const firm = await open(20);
    for (const threshold of [30, 40, 50]) await firm.run((tx) => setLowBalance(tx, { threshold }));
    expect(await firm.told()).toMatchObject([{ balance: 20, threshold: 30 }]);
  });

  test("what the platform takes away is a crossing too, once", async () => {
    const firm = await open(20);
    const { tenantId } = firm.principal;
    await adjustCredits(admin, { tenantId, amount: -5, reason: "Correction" });
    expect(await firm.told()).toEqual([]);
    for (const _ of [1, 2]) await adjustCredits(admin, { tenantId, amount: -6, reason: "Correction" });
    expect(await firm.told()).toMatchObject([{ balance: 9 }]);
  });

  test("AVL-01 of many who spend at once one crosses", async () => {
    const firm = await open(20);
    await Promise.all(Array.from({ length: 15 }, () => firm.spend()));
    expect(await firm.told()).toMatchObject([{ balance: 9 }]);
  });

  test("a transaction that is rolled back tells nothing", async () => {
    const firm = await open(10);
    const failing = firm.run(async (tx) => {
      await setLowBalance(tx, { threshold: 1_000 });
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(await firm.told()).toEqual([]);
  });

  test("TEN-05 another firm's receivers hear nothing of it", async () => {
    const [firm, other] = [await open(10), await open(10)];
    await firm.spend();
    expect(await firm.told()).toHaveLength(1);
    expect(await other.told()).toEqual([]);
  });
});
