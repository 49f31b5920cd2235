import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { createTestDatabase, swiftestKind, type TestDatabase } from "@/tests/support/test-database";
import { actionsOf, addContact, after, CLIENT, everythingOf, inFirm, told } from "@/tests/support/told-message";
import type { MessageInput, MessageState } from "./message-input";
import { recordMessage } from "./record-message";
import { recordMessageDeletion } from "./record-message-deletion";
import { recordMessageEdit } from "./record-message-edit";
import { recordMessageState } from "./record-message-state";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(await swiftestKind());
});
afterAll(() => database.drop());

const OUT = { direction: "outbound", state: "queued", body: "Your hearing is on Monday" } as const;
const client = { kind: "phone", e164: CLIENT } as const;

type Key = { eventId: string | null; provider: string; account: string; providerMessageId: string };
type Telling = (tx: TenantTx, key: Key) => Promise<{ messageId: string | null }>;

const message =
  (input: Partial<MessageInput> = OUT): Telling =>
  (tx, key) =>
    recordMessage(tx, told({ ...input, ...key }));
const state =
  (name: MessageState, seconds: number, failureCode: string | null = null): Telling =>
  (tx, key) =>
    recordMessageState(tx, { ...key, client, state: name, at: after(seconds), failureCode });
const edit =
  (body: string, seconds: number, direction: "inbound" | "outbound" = "outbound"): Telling =>
  (tx, key) =>
    recordMessageEdit(tx, { ...key, client, direction, channel: "sms", body, at: after(seconds) });
const deletion =
  (seconds: number, direction: "inbound" | "outbound" = "outbound"): Telling =>
  (tx, key) =>
    recordMessageDeletion(tx, { ...key, client, direction, channel: "sms", at: after(seconds) });

/** Tells a new message's history in this order, and answers its row without what differs by nature. */
async function play(orgId: string, history: readonly Telling[]) {
  const key = { eventId: null, provider: "twilio", account: "AC1", providerMessageId: randomUUID() };
  let messageId: string | null = null;
  for (const tell of history) ({ messageId } = await inFirm(orgId, (tx) => tell(tx, key)));
  const [row] = await inFirm(orgId, (tx) =>
    tx
      .select()
      .from(messages)
      .where(eq(messages.id, messageId ?? "")),
  );
  if (!row) throw new Error("the message is not kept");
  const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...rest } = row;
  return rest;
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

test("WH-07 all 120 orders of a message, its states and a failure end in the same row", {
  timeout: 120_000,
}, async () => {
  await addContact("org_orders", CLIENT);
  const history = [message(), state("sent", 1), state("failed", 2, "30003"), state("delivered", 3), state("read", 4)];
  const first = await play("org_orders", history);
  expect(first).toMatchObject({ ...OUT, state: "read", failureCode: null, sentAt: after(0) });
  const orders = permutations(history);
  expect(orders).toHaveLength(120);
  for (const order of orders) expect(await play("org_orders", order)).toEqual(first);
});

test("WH-07 any order of any history, with repeats, ends in the same row", { timeout: 120_000 }, async () => {
  const notes = [
    state("queued", 1),
    state("sent", 2),
    state("failed", 3, "30003"),
    state("failed", 3, "30007"),
    state("undelivered", 4, "30005"),
    state("delivered", 5),
    edit("Your hearing is on Tuesday", 6),
    edit("Your hearing is on Friday", 7),
    deletion(8),
    deletion(9),
  ];
  const histories = fc.shuffledSubarray(notes, { minLength: 2, maxLength: 4 }).chain((some) => {
    const history = [message(), ...some];
    const repeats = fc.subarray(history).chain((again) => {
      const all = [...history, ...again];
      return fc.shuffledSubarray(all, { minLength: all.length });
    });
    return fc.tuple(fc.constant(history), repeats);
  });
  await fc.assert(
    fc.asyncProperty(histories, async ([history, shuffled]) => {
      expect(await play("org_histories", shuffled)).toEqual(await play("org_histories", history));
    }),
    { numRuns: 40 },
  );
});

test("WH-07 all orders of an inbound message's notes end in the same row, with its text kept", {
  timeout: 120_000,
}, async () => {
  await addContact("org_inbound", CLIENT);
  const history = [
    message({}),
    edit("I was in a car crash", 3, "inbound"),
    state("read", 4),
    edit("I was in a crash on I-10", 5, "inbound"),
    deletion(6, "inbound"),
  ];
  const first = await play("org_inbound", history);
  expect(first).toMatchObject({
    ...{ direction: "inbound", state: "received", body: "I was in a crash", deletedAt: after(6) },
    edits: [
      { body: "I was in a car crash", at: after(3).toISOString() },
      { body: "I was in a crash on I-10", at: after(5).toISOString() },
    ],
  });
  for (const order of permutations(history)) expect(await play("org_inbound", order)).toEqual(first);
});

const key = { eventId: null, provider: "evolution", account: "firm-a", providerMessageId: "W1" };

test("a state, edit or deletion of a message that nobody told of and that names no client is noted and not kept", async () => {
  const results = await inFirm("org_unknown", async (tx) => [
    await recordMessageState(tx, { ...key, state: "delivered", at: after(1) }),
    await recordMessageEdit(tx, { ...key, body: "STOP", at: after(1) }),
    await recordMessageDeletion(tx, { ...key, at: after(1) }),
  ]);
  expect(results).toEqual(Array(3).fill({ outcome: "unknown", messageId: null }));
  const { messages: rows, lines, optOuts } = await everythingOf("org_unknown");
  expect([...rows, ...optOuts]).toEqual([]);
  // Lines of one transaction bear one time: their order says nothing.
  const skipped = lines.filter(({ status, subjectId }) => status === "skipped" && subjectId === null);
  const actions = ["state", "edit", "deletion"].map((note) => `message.${note}_unknown`);
  expect(skipped.map(({ action }) => action).toSorted()).toEqual(actions.toSorted());
  expect(lines).toHaveLength(3);
});

test("WH-05 two true changes have two effects and two lines; either told again has none", async () => {
  const eventIds = [randomUUID(), randomUUID()];
  await inFirm("org_effects", (tx) => recordMessage(tx, told({ ...OUT, ...key })));
  const tell = (name: MessageState, eventId: string | null) =>
    inFirm("org_effects", (tx) => recordMessageState(tx, { ...key, eventId, state: name, at: after(1) }));
  expect((await tell("sent", eventIds[0] ?? null)).outcome).toBe("changed");
  expect((await tell("delivered", eventIds[1] ?? null)).outcome).toBe("changed");
  expect((await tell("sent", eventIds[0] ?? null)).outcome).toBe("unchanged");
  expect((await tell("delivered", eventIds[1] ?? null)).outcome).toBe("unchanged");
  const { lines } = await everythingOf("org_effects");
  expect(
    lines.filter(({ action }) => action === "message.state_changed").map((line) => [line.eventId, line.detail]),
  ).toEqual([
    [eventIds[0], { provider: "evolution", from: "queued", to: "sent", failureCode: null }],
    [eventIds[1], { provider: "evolution", from: "sent", to: "delivered", failureCode: null }],
  ]);
});

test("what came before its message is kept for it, and is told as the message only when it comes", async () => {
  await inFirm("org_parked", (tx) =>
    recordMessageState(tx, { ...key, client, channel: "whatsapp", line: "firm-a", state: "delivered", at: after(9) }),
  );
  const parked = await everythingOf("org_parked");
  expect(parked.messages).toMatchObject([
    { body: "", direction: "outbound", state: "delivered", clientAddress: CLIENT },
  ]);
  const same = told({ ...OUT, ...key, channel: "whatsapp", line: null });
  expect(await inFirm("org_parked", (tx) => recordMessage(tx, same))).toMatchObject({ isNew: true });
  expect(await inFirm("org_parked", (tx) => recordMessage(tx, same))).toMatchObject({ isNew: false });
  const { messages: rows, leads } = await everythingOf("org_parked");
  expect(rows).toMatchObject([{ body: OUT.body, state: "delivered", sentAt: after(0), line: "firm-a" }]);
  expect(leads).toEqual([]);
  expect(await actionsOf("org_parked")).toEqual(["message.recorded", "message.state_parked"]);
});

test("WH-03 a firm's notes never reach another firm's message of the same id", async () => {
  const theirs = await inFirm("org_victim", (tx) => recordMessage(tx, told({ ...OUT, ...key })));
  const results = await inFirm("org_hostile", async (tx) => [
    await recordMessageState(tx, { ...key, state: "failed", at: after(1), failureCode: "x" }),
    await recordMessageEdit(tx, { ...key, client, body: "forged", at: after(1) }),
    await recordMessageDeletion(tx, { ...key, client, at: after(2) }),
  ]);
  expect(results.map(({ messageId }) => messageId)).not.toContain(theirs.messageId);
  const { messages: rows } = await everythingOf("org_victim");
  expect(rows).toMatchObject([
    { id: theirs.messageId, state: "queued", edits: [], deletedAt: null, failureCode: null },
  ]);
});
