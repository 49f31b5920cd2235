import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listConversations } from "@/lib/domain/conversations/list-conversations";
import { listThread } from "@/lib/domain/conversations/list-thread";
import { markConversationRead } from "@/lib/domain/conversations/mark-conversation-read";
import type { MessageInput } from "@/lib/domain/messages/message-input";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { createTestDatabase, swiftestKind, type TestDatabase } from "../support/test-database";
import { after, told } from "../support/told-message";
import { type InboxFirm, openInboxFirm } from "./inbox-firm";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(await swiftestKind());
});
afterAll(() => database.drop());

const PEOPLE = ["+16025550142", "+16025550143", "+16025550144"];
const BODIES = ["I was in a crash", "STOP", "Hello?", "HELP", "Estoy herida", "START"];

type Said = { person: number; second: number; isOurs: boolean; body: number; hasFailed: boolean; isTold: boolean };

const said: fc.Arbitrary<Said> = fc.record({
  person: fc.nat({ max: PEOPLE.length - 1 }),
  second: fc.nat({ max: 5_000 }),
  isOurs: fc.boolean(),
  body: fc.nat({ max: BODIES.length - 1 }),
  hasFailed: fc.boolean(),
  /** Whether a CRM tells of it as well. */
  isTold: fc.boolean(),
});

/** Everything that systems tell of what was said: each message by its carrier, some by a CRM too, failures apart. */
function deliveriesOf(all: Said[]): MessageInput[] {
  return all.flatMap(({ person, second, isOurs, body, hasFailed, isTold }, index) => {
    const direction = isOurs ? ("outbound" as const) : ("inbound" as const);
    const client = { kind: "phone", e164: PEOPLE[person] ?? "" } as const;
    // The words are each message's own, so that no two of them are taken for one; a keyword stays a keyword.
    const words = isOurs ? `Answer ${index}` : `${BODIES[body] ?? ""}${body % 2 === 1 ? "" : ` ${index}`}`;
    const one = told({
      providerMessageId: `M${index}`,
      direction,
      client,
      body: words,
      sentAt: after(second),
      receivedAt: after(second + 1),
    });
    const sent = isOurs ? { ...one, state: "sent" as const } : one;
    return [
      sent,
      ...(isOurs && hasFailed ? [{ ...sent, state: "failed" as const, failureCode: "30003" }] : []),
      ...(isTold ? [{ ...sent, provider: "ghl", account: "L1", providerMessageId: `G${index}` }] : []),
    ];
  });
}

async function play(firm: InboxFirm, deliveries: MessageInput[]) {
  for (const each of deliveries) await firm.as((tx) => recordMessage(tx, each));
  return firm.as(async (tx) => {
    const newest = await listConversations(tx, { userId: firm.userId, filter: {}, limit: 50 });
    const waiting = await listConversations(tx, { userId: firm.userId, filter: { sort: "waiting" }, limit: 50 });
    const threads = [];
    for (const { id } of newest.rows) {
      const { items } = await listThread(tx, { conversationId: id, limit: 100 });
      threads.push(
        items.flatMap((item) =>
          item.kind === "message"
            ? [`${item.at.toISOString()} ${item.body} ${item.state} ${item.systems.join("+")}`]
            : [],
        ),
      );
    }
    const row = (each: (typeof newest.rows)[number]) => ({
      address: each.clientAddress,
      last: each.lastMessage?.body,
      waitingSince: each.waitingSince?.toISOString() ?? null,
      isUnread: each.isUnread,
      status: each.status,
    });
    return { newest: newest.rows.map(row), waiting: waiting.rows.map(row), threads };
  });
}

// Two messages of one second have no order of their own, and the same words within a minute may be one message.
const conversation = fc.uniqueArray(said, {
  minLength: 1,
  maxLength: 9,
  selector: ({ second }) => Math.floor(second / 200),
});

test("WH-07 any order and duplication of the same deliveries makes the same threads, list, waits and unread marks", async () => {
  await fc.assert(
    fc.asyncProperty(conversation, fc.infiniteStream(fc.nat({ max: 1_000_000 })), async (all, chance) => {
      const straight = deliveriesOf(all.toSorted((one, other) => one.second - other.second));
      const plan = deliveriesOf(all);
      const shuffled = [...plan, ...plan]
        .map((each) => ({ each, place: chance.next().value ?? 0 }))
        .toSorted((one, other) => one.place - other.place)
        .map(({ each }) => each);
      const [first, second] = [await openInboxFirm("straight"), await openInboxFirm("shuffled")];
      const names = (value: unknown) => JSON.stringify(value).replaceAll(/Answer \d+|(?<=[a-z?]) \d+/g, "#");
      expect(names(await play(second, shuffled))).toEqual(names(await play(first, straight)));
    }),
    { numRuns: 40, interruptAfterTimeLimit: 45_000, markInterruptAsFailure: false },
  );
}, 90_000);

test("a bare keyword waits for nobody, and the first question after the last answer is what waits", async () => {
  const firm = await openInboxFirm("wait");
  const id = await firm.hear({ body: "STOP", sentAt: after(0) });
  const waits = async () =>
    (await firm.as((tx) => listConversations(tx, { userId: firm.userId, filter: {}, limit: 5 }))).rows[0]?.waitingSince;
  expect(await waits()).toBeNull();
  await firm.hear({ body: "Are you there?", sentAt: after(100) });
  await firm.hear({ body: "Hello?", sentAt: after(200) });
  expect(await waits()).toEqual(after(100));
  await firm.hear({ body: "Yes", direction: "outbound", state: "sent", sentAt: after(150) });
  expect(await waits()).toEqual(after(200));
  const lost = randomUUID();
  const answer = { providerMessageId: lost, body: "We call you", direction: "outbound" as const, sentAt: after(300) };
  await firm.hear({ ...answer, state: "sent" });
  expect(await waits()).toBeNull();
  await firm.hear({ ...answer, state: "undelivered", failureCode: "30005" });
  expect(await waits()).toEqual(after(200));
  const { items } = await firm.as((tx) => listThread(tx, { conversationId: id, limit: 20 }));
  expect(items.filter(({ kind }) => kind === "message")).toHaveLength(5);
});

test("a message that comes late is marked, stands at its own time and is unread for who read beyond it", async () => {
  const firm = await openInboxFirm("late");
  const id = await firm.hear({ body: "second", sentAt: after(600), receivedAt: after(601) });
  await firm.as((tx) => markConversationRead(tx, { conversationId: id, userId: firm.userId }));
  const isUnread = async () =>
    (await firm.as((tx) => listConversations(tx, { userId: firm.userId, filter: {}, limit: 5 }))).rows[0]?.isUnread;
  expect(await isUnread()).toBe(false);
  await firm.hear({ body: "first", sentAt: after(0), receivedAt: after(900) });
  expect(await isUnread()).toBe(true);
  const { items } = await firm.as((tx) => listThread(tx, { conversationId: id, limit: 20 }));
  expect(items.map((item) => item.kind === "message" && [item.body, item.isLate])).toEqual([
    ["first", true],
    ["second", false],
  ]);
});

test("a thread is read in windows in both directions and from a day on", async () => {
  const firm = await openInboxFirm("window");
  let id = "";
  for (let index = 0; index < 7; index += 1) id = await firm.hear({ body: `m${index}`, sentAt: after(index * 100) });
  const read = (query: object) =>
    firm.as(async (tx) => {
      const page = await listThread(tx, { conversationId: id, limit: 3, ...query });
      return { ...page, said: page.items.map((item) => (item.kind === "message" ? item.body : item.kind)) };
    });
  const newest = await read({});
  expect(newest.said).toEqual(["m4", "m5", "m6"]);
  const older = await read({ before: newest.olderCursor });
  expect(older.said).toEqual(["m1", "m2", "m3"]);
  expect((await read({ before: older.olderCursor })).said).toEqual(["m0"]);
  expect((await read({ after: older.newerCursor })).said).toEqual(["m4", "m5", "m6"]);
  const jumped = await read({ from: after(150) });
  expect(jumped.said).toEqual(["m2", "m3", "m4"]);
  expect((await read({ before: jumped.olderCursor })).said).toEqual(["m0", "m1"]);
});
