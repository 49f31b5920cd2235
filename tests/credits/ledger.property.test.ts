import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "@/lib/core/errors";
import { adjustCredits } from "@/lib/domain/credits/adjust-credits";
import { captureCredits } from "@/lib/domain/credits/capture-credits";
import { chargeCredits } from "@/lib/domain/credits/charge-credits";
import { expireHolds } from "@/lib/domain/credits/expire-holds";
import { grantCredits } from "@/lib/domain/credits/grant-credits";
import { holdCredits } from "@/lib/domain/credits/hold-credits";
import { quoteCredits } from "@/lib/domain/credits/quote-credits";
import { releaseCredits } from "@/lib/domain/credits/release-credits";
import { setCreditLimit } from "@/lib/domain/credits/set-credit-limit";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { auditLedger, type CreditFirm, createCreditFirm } from "./ledger";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const SUBJECTS = Array.from({ length: 6 }, () => randomUUID());
const subject = fc.constantFrom(...SUBJECTS).map((subjectId) => ({ subjectType: "message" as const, subjectId }));
const service = fc.constantFrom("sms_segment", "whatsapp_message", "call_minute", "ai_analysis");
const HOUR = 3_600_000;

const step = fc.oneof(
  fc.record({
    act: fc.constant("hold"),
    subject,
    service,
    quantity: fc.nat(12),
    hours: fc.integer({ min: 1, max: 72 }),
  }),
  fc.record({ act: fc.constant("charge"), subject, service, quantity: fc.nat(12) }),
  fc.record({ act: fc.constant("capture"), subject, quantity: fc.option(fc.nat(20), { nil: undefined }) }),
  fc.record({ act: fc.constant("release"), subject }),
  fc.record({ act: fc.constant("expire"), hours: fc.nat(80) }),
  fc.record({ act: fc.constant("grant"), amount: fc.integer({ min: 1, max: 100 }) }),
  fc.record({
    act: fc.constant("adjust"),
    amount: fc.integer({ min: -100, max: 100 }).filter((amount) => amount !== 0),
  }),
  fc.record({ act: fc.constant("limit"), period: fc.constantFrom("day", "month"), amount: fc.nat(150) }),
  fc.record({ act: fc.constant("crash"), subject }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Refusals are answers; anything else is a fault. */
async function attempt(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "precondition_failed") return false;
    throw error;
  }
}

const admin = { userId: "user_platform", requestId: "req" };

function take(firm: CreditFirm, taken: Step): Promise<boolean> {
  const { tenantId } = firm.principal;
  switch (taken.act) {
    case "hold": {
      const quote = quoteCredits(taken);
      const expiresAt = new Date(Date.now() + taken.hours * HOUR);
      return attempt(firm.run((tx) => holdCredits(tx, { ...taken.subject, quote, userId: null, expiresAt })));
    }
    case "charge":
      return attempt(firm.run((tx) => chargeCredits(tx, { ...taken.subject, quote: quoteCredits(taken) })));
    case "capture":
      return attempt(
        firm.run((tx) =>
          captureCredits(tx, {
            ...taken.subject,
            ...(taken.quantity === undefined ? {} : { quantity: taken.quantity }),
          }),
        ),
      );
    case "release":
      return attempt(firm.run((tx) => releaseCredits(tx, { ...taken.subject, reason: "refused" })));
    case "expire":
      return attempt(firm.run((tx) => expireHolds(tx, new Date(Date.now() + taken.hours * HOUR))));
    case "grant":
      return attempt(grantCredits(admin, { tenantId, amount: taken.amount, reason: "more" }));
    case "adjust":
      return attempt(adjustCredits(admin, { tenantId, amount: taken.amount, reason: "correction" }));
    case "limit":
      return attempt(
        firm.run((tx) => setCreditLimit(tx, { scope: "firm", subject: "", ...taken, setByUserId: "user_admin" })),
      );
    case "crash":
      return firm
        .run(async (tx) => {
          await captureCredits(tx, taken.subject);
          throw new Error("the process died before the commit");
        })
        .catch(() => false);
  }
}

test("AVL-01 after every step of any interleaving the ledger's sums are the account, which is never negative", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const firm = await createCreditFirm(`org_${randomUUID()}`, 60);
      let before = await auditLedger(database.asOwner, firm.principal.tenantId);
      for (const taken of steps) {
        const isDone = await take(firm, taken);
        const after = await auditLedger(database.asOwner, firm.principal.tenantId);
        expect(after.problems).toEqual([]);
        if (!isDone) expect(after).toEqual(before);
        before = after;
      }
    }),
    { numRuns: 25 },
  );
});

test("AVL-01 steps that run at the same time leave the same invariants", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
      const firm = await createCreditFirm(`org_${randomUUID()}`, 60);
      await Promise.all(steps.map((taken) => take(firm, taken)));
      expect((await auditLedger(database.asOwner, firm.principal.tenantId)).problems).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
