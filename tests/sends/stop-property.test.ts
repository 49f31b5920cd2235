import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { inTenant } from "@/db/tenant";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { beginSend } from "@/lib/domain/sends/begin-send";
import type { SendAnswer } from "@/lib/domain/sends/send-answer";
import { settleSend } from "@/lib/domain/sends/settle-send";
import { CALLING_TIME } from "../support/calling-firm";
import { createSendingFirm, type SendingFirm } from "../support/sending-firm";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "../support/test-database";
import { breaches, listSteps, type Step } from "./hand-overs";
import { isSound, readLedger } from "./ledger";

const hasPostgres = await postgresAnswers();

let database: TestDatabase;
let count = 0;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  database = await createTestDatabase(hasPostgres ? "pg" : "pglite");
});
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
});

const ANSWERS: Record<string, SendAnswer> = {
  accepted: { kind: "accepted", providerMessageId: null, account: "", state: "queued" },
  delivered: { kind: "accepted", providerMessageId: null, account: "", state: "delivered" },
  refused: { kind: "refused", reason: "filtered", providerCode: "30007", providerText: null },
  stopped: { kind: "refused", reason: "opted_out_at_provider", providerCode: "21610", providerText: null },
  not_sent: { kind: "not_sent", reason: "unreachable", retryAfterSeconds: null },
  unknown: { kind: "unknown" },
};

/** One thing that happens; several of one step happen at once. `crash` begins a send and forgets it. */
const command = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ do: "reserve" as const }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("send" as const),
      which: fc.nat(9),
      answer: fc.constantFrom(...Object.keys(ANSWERS)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("crash" as const), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.constant({ do: "stop" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "start" as const }) },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

class Run {
  private readonly messageIds: string[] = [];
  private second = 0;

  private readonly firm: SendingFirm;

  constructor(firm: SendingFirm) {
    this.firm = firm;
  }

  async step(commands: readonly Command[]): Promise<void> {
    await Promise.all(commands.map((each) => this.act(each)));
  }

  private async act(each: Command): Promise<void> {
    switch (each.do) {
      case "reserve": {
        const result = await this.firm.reserve();
        if (result.kind === "accepted") this.messageIds.push(result.messageId);
        return;
      }
      case "stop":
      case "start":
        return this.wish(each.do);
      case "crash":
        await this.begin(each.which);
        return;
      case "send":
        return this.send(each.which, each.answer);
    }
  }

  private async wish(kind: "stop" | "start"): Promise<void> {
    this.second += 1;
    const occurredAt = new Date(CALLING_TIME.getTime() + this.second * 1_000);
    const { e164, principal } = this.firm;
    await inTenant(principal, (tx) =>
      recordOptOut(tx, { e164, channel: "sms", kind, source: "sms", occurredAt, words: kind.toUpperCase() }),
    );
  }

  private async begin(which: number): Promise<string | null> {
    const messageId = this.messageIds[which % Math.max(1, this.messageIds.length)];
    if (messageId === undefined) return null;
    const begun = await inTenant(this.firm.principal, (tx) => beginSend(tx, { messageId, now: new Date() }));
    return begun.kind === "send" ? messageId : null;
  }

  private async send(which: number, answer: string): Promise<void> {
    const messageId = await this.begin(which);
    const told = ANSWERS[answer];
    if (messageId === null || told === undefined) return;
    await inTenant(this.firm.principal, (tx) =>
      settleSend(tx, { messageId, answer: told, isLastAttempt: which % 2 === 0, now: new Date() }),
    );
  }
}

test("CMP-01 AVL-01 whatever happens at once and in whatever order, nothing leaves after a stop and the ledger is sound", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(command, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 10 }),
      async (steps) => {
        count += 1;
        const firm = await createSendingFirm({
          orgId: `org_stop_${count}`,
          e164: `+1602555${2000 + count}`,
          credits: 6,
        });
        const run = new Run(firm);
        for (const commands of steps) await run.step(commands);
        const taken = await listSteps(firm.principal);
        expect(breaches(taken)).toEqual([]);
        const ledger = await readLedger(firm.principal);
        expect(ledger, JSON.stringify(ledger)).toSatisfy(isSound);
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

test("a breach would be seen, and a late older START is none", () => {
  const sending: Step = { kind: "sending", sequence: 3 };
  const stop: Step = { kind: "stop", sequence: 2, at: 20 };
  expect(breaches([{ ...sending, sequence: 1 }, stop, sending])).toEqual([sending]);
  expect(breaches([stop, { kind: "start", sequence: 2, at: 10 }, sending])).toEqual([sending]);
  expect(breaches([stop, { kind: "start", sequence: 2, at: 30 }, sending])).toEqual([]);
});
