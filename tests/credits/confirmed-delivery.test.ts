import { randomUUID } from "node:crypto";
import { desc } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { creditEntries } from "@/db/schema/credit-entries";
import { creditHolds } from "@/db/schema/credit-holds";
import { inTenant } from "@/db/tenant";
import type { MessageState } from "@/lib/domain/messages/message-input";
import { recordMessageState } from "@/lib/domain/messages/record-message-state";
import { beginSend } from "@/lib/domain/sends/begin-send";
import { settleSend } from "@/lib/domain/sends/settle-send";
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

/** What becomes of a message's credits by what its provider tells of it; null while they stay set aside. */
const ENDS: Record<Exclude<MessageState, "received">, "capture" | "release" | null> = {
  queued: null,
  sent: null,
  unknown: null,
  delivered: "capture",
  read: "capture",
  failed: "release",
  undelivered: "release",
};
const STATES = Object.keys(ENDS) as (keyof typeof ENDS)[];

/** A message that the provider has taken and told nothing more of. */
async function takenMessage() {
  const firm = await createSendingFirm({ orgId: `org_confirmed_${randomUUID().slice(0, 8)}` });
  const messageId = await firm.accept();
  const key = { provider: "twilio", account: firm.account, providerMessageId: `SM${randomUUID()}` };
  const now = new Date();
  await inTenant(firm.principal, (tx) => beginSend(tx, { messageId, now }));
  const answer = { kind: "accepted", providerMessageId: key.providerMessageId, account: key.account } as const;
  await inTenant(firm.principal, (tx) =>
    settleSend(tx, { messageId, answer: { ...answer, state: "queued" }, isLastAttempt: false, now }),
  );
  const tell = (state: MessageState) =>
    inTenant(firm.principal, (tx) => recordMessageState(tx, { ...key, eventId: null, state, at: new Date() }));
  const read = () =>
    inTenant(firm.principal, async (tx) => ({
      holds: await tx.select().from(creditHolds),
      last: (await tx.select().from(creditEntries).orderBy(desc(creditEntries.sequence)).limit(1))[0],
    }));
  return { tell, read };
}

test.each(STATES)(
  "AVL-01 a message that is told to be %s costs nothing before it is known to have arrived",
  async (state) => {
    const message = await takenMessage();
    expect((await message.read()).last).toMatchObject({ kind: "hold", balanceDelta: -1, heldDelta: 1 });
    await message.tell(state);
    const { holds, last } = await message.read();
    switch (ENDS[state]) {
      case null:
        expect(last?.kind).toBe("hold");
        return expect(holds).toMatchObject([{ state: "held", capturedAmount: 0 }]);
      case "capture":
        expect(last).toMatchObject({ kind: "capture", balanceDelta: 0, heldDelta: -1 });
        return expect(holds).toMatchObject([{ state: "captured", capturedAmount: 1 }]);
      case "release":
        expect(last).toMatchObject({ kind: "release", balanceDelta: 1, heldDelta: -1, reason: state });
        return expect(holds).toMatchObject([{ state: "released", capturedAmount: 0 }]);
    }
  },
);
