import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memberships } from "@/db/schema/memberships";
import { tagConversation } from "@/lib/domain/conversations/tag-conversation";
import { touchPresence } from "@/lib/domain/conversations/touch-presence";
import { watchInbox } from "@/lib/live/watch-inbox";
import { createTestDatabase, swiftestKind, type TestDatabase } from "../support/test-database";
import { after, CLIENT } from "../support/told-message";
import { type InboxFirm, openInboxFirm } from "./inbox-firm";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(await swiftestKind());
});
afterAll(() => database.drop());

type Tuned = { events: { event: string; data: unknown }[]; isOver: () => boolean; leave: () => void };

/** Listens as one person until `leave`. */
function listen(firm: InboxFirm, userId: string, conversationId: string | null = null): Tuned {
  const abort = new AbortController();
  const tuned: Tuned = { events: [], isOver: () => isOver, leave: () => abort.abort() };
  let isOver = false;
  const read = async () => {
    const stream = await watchInbox(firm.principal, { userId, conversationId, signal: abort.signal });
    if (stream === null) throw new Error("the thread is not there");
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1];
        if (event) tuned.events.push({ event, data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? "null") });
      }
    }
    isOver = true;
  };
  void read();
  return tuned;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 2_600));
const idsIn = ({ events }: Tuned) =>
  events.flatMap(({ event, data }) =>
    event === "conversations" ? (data as { id: string }[]).map(({ id }) => id) : [],
  );

test("a change is told to the firm's listeners by id and revision alone, to nobody outside the wall and to no other firm", async () => {
  const [firm, hostile] = [await openInboxFirm("live"), await openInboxFirm("live_hostile")];
  const contactId = await firm.addContact(CLIENT);
  const walled = await firm.hear({});
  await firm.wall(contactId, [firm.userId]);
  const open = await firm.hear({ client: { kind: "phone", e164: "+16025550199" } });
  const [inside, outside, stranger] = [
    listen(firm, firm.userId),
    listen(firm, `${firm.userId}_2`),
    listen(hostile, hostile.userId),
  ];
  await settled();
  for (const tuned of [inside, outside, stranger]) tuned.events.length = 0;
  await firm.as((tx) => tagConversation(tx, { conversationId: walled, tag: "vip" }));
  await firm.hear({ client: { kind: "phone", e164: "+16025550199" }, body: "again", sentAt: after(60) });
  await settled();
  for (const tuned of [inside, outside, stranger]) tuned.leave();
  expect(new Set(idsIn(inside))).toEqual(new Set([walled, open]));
  expect(new Set(idsIn(outside))).toEqual(new Set([open]));
  expect(idsIn(stranger)).toEqual([]);
  const told = inside.events.find(({ event }) => event === "conversations")?.data;
  expect(Object.keys((told as object[])[0] ?? {}).toSorted()).toEqual(["id", "revision"]);
  await settled();
  expect(inside.isOver()).toBe(true);
}, 20_000);

test("who comes and writes in the open thread is told to the others in it, and their going as well", async () => {
  const firm = await openInboxFirm("live_presence");
  const conversationId = await firm.hear({});
  const other = `${firm.userId}_2`;
  const tuned = listen(firm, firm.userId, conversationId);
  const be = (isHere: boolean) =>
    firm.as((tx) => touchPresence(tx, { conversationId, userId: other, isTyping: isHere, isHere, now: new Date() }));
  await be(true);
  await firm.as((tx) => touchPresence(tx, { conversationId, userId: firm.userId, isTyping: true, now: new Date() }));
  await settled();
  await be(false);
  await settled();
  tuned.leave();
  const presence = tuned.events.filter(({ event }) => event === "presence").map(({ data }) => data);
  expect(presence).toEqual([
    { conversationId, people: [{ userId: other, name: "Marco Diaz", isTyping: true }] },
    { conversationId, people: [] },
  ]);
}, 20_000);

test("AUTH-05 a stream ends when its person leaves the firm", async () => {
  const firm = await openInboxFirm("live_end");
  const other = `${firm.userId}_2`;
  const tuned = listen(firm, other);
  await settled();
  expect(tuned.isOver()).toBe(false);
  await firm.as((tx) => tx.update(memberships).set({ removedAt: new Date() }).where(eq(memberships.userId, other)));
  await settled();
  expect(tuned.isOver()).toBe(true);
}, 20_000);

test("a firm's listeners share one look at the database", async () => {
  const firm = await openInboxFirm("live_shared");
  const looks = { count: 0 };
  const { db } = database.database;
  const original = db.transaction.bind(db);
  db.transaction = ((...parameters: Parameters<typeof original>) => {
    looks.count += 1;
    return original(...parameters);
  }) as typeof db.transaction;
  const tuned = Array.from({ length: 20 }, () => listen(firm, firm.userId));
  await settled();
  for (const each of tuned) each.leave();
  db.transaction = original as typeof db.transaction;
  expect(looks.count).toBeLessThanOrEqual(4);
  expect(tuned.every(({ events }) => events.some(({ event }) => event === "ready"))).toBe(true);
}, 20_000);

test("TEN-05 a thread of another firm, behind a wall or nowhere cannot be listened to", async () => {
  const [firm, hostile] = [await openInboxFirm("live_a"), await openInboxFirm("live_b")];
  const contactId = await firm.addContact(CLIENT);
  const conversationId = await firm.hear({});
  await firm.wall(contactId, [firm.userId]);
  const outside = `${firm.userId}_2`;
  const outsider = { ...firm.principal, actor: { type: "user" as const, userId: outside } };
  const { signal } = new AbortController();
  const tries = [
    watchInbox(hostile.principal, { userId: hostile.userId, conversationId, signal }),
    watchInbox(outsider, { userId: outside, conversationId, signal }),
    watchInbox(firm.principal, { userId: firm.userId, conversationId: randomUUID(), signal }),
  ];
  expect(await Promise.all(tries)).toEqual([null, null, null]);
});
