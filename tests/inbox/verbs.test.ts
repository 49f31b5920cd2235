import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";
import { addConversationNote } from "@/lib/domain/conversations/add-conversation-note";
import { assignConversation } from "@/lib/domain/conversations/assign-conversation";
import { changeConversations } from "@/lib/domain/conversations/change-conversations";
import { countConversations } from "@/lib/domain/conversations/count-conversations";
import { deleteView } from "@/lib/domain/conversations/delete-view";
import { findConversation } from "@/lib/domain/conversations/find-conversation";
import { listConversations } from "@/lib/domain/conversations/list-conversations";
import { listMentions } from "@/lib/domain/conversations/list-mentions";
import { listThread } from "@/lib/domain/conversations/list-thread";
import { listViews } from "@/lib/domain/conversations/list-views";
import { markConversationRead } from "@/lib/domain/conversations/mark-conversation-read";
import { markConversationUnread } from "@/lib/domain/conversations/mark-conversation-unread";
import { reopenConversation } from "@/lib/domain/conversations/reopen-conversation";
import { resolveConversation } from "@/lib/domain/conversations/resolve-conversation";
import { restoreConversations } from "@/lib/domain/conversations/restore-conversations";
import { saveDraft } from "@/lib/domain/conversations/save-draft";
import { saveView } from "@/lib/domain/conversations/save-view";
import { setPreferredLine } from "@/lib/domain/conversations/set-preferred-line";
import { snoozeConversation } from "@/lib/domain/conversations/snooze-conversation";
import { tagConversation } from "@/lib/domain/conversations/tag-conversation";
import { touchPresence } from "@/lib/domain/conversations/touch-presence";
import { untagConversation } from "@/lib/domain/conversations/untag-conversation";
import { wakeConversations } from "@/lib/domain/conversations/wake-conversations";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { after, CLIENT } from "../support/told-message";
import { type InboxFirm, openInboxFirm } from "./inbox-firm";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const TOMORROW = () => new Date(Date.now() + 86_400_000);
const detail = (firm: InboxFirm, conversationId: string, userId = firm.userId) =>
  firm.as((tx) => findConversation(tx, { conversationId, userId, now: new Date(), realNow: new Date() }), userId);
const eventsOf = async (firm: InboxFirm, conversationId: string) =>
  (await firm.as((tx) => listThread(tx, { conversationId, limit: 50 }))).items.flatMap((item) =>
    item.kind === "event" ? [item.event] : [],
  );

/** Every verb that a person may do to a conversation. */
const VERBS: Record<string, (tx: TenantTx, conversationId: string, userId: string) => Promise<unknown>> = {
  assign: (tx, conversationId, userId) => assignConversation(tx, { conversationId, userId }),
  resolve: (tx, conversationId) => resolveConversation(tx, { conversationId }),
  reopen: (tx, conversationId) => reopenConversation(tx, { conversationId }),
  snooze: (tx, conversationId) => snoozeConversation(tx, { conversationId, until: TOMORROW() }),
  tag: (tx, conversationId) => tagConversation(tx, { conversationId, tag: "vip" }),
  untag: (tx, conversationId) => untagConversation(tx, { conversationId, tag: "vip" }),
  note: (tx, conversationId, userId) => addConversationNote(tx, { conversationId, userId, body: "x", mentions: [] }),
  read: (tx, conversationId, userId) => markConversationRead(tx, { conversationId, userId }),
  unread: (tx, conversationId, userId) => markConversationUnread(tx, { conversationId, userId }),
  draft: (tx, conversationId, userId) => saveDraft(tx, { conversationId, userId, body: "x", channel: "sms" }),
  presence: (tx, conversationId, userId) =>
    touchPresence(tx, { conversationId, userId, isTyping: true, now: new Date() }),
  line: (tx, conversationId) => setPreferredLine(tx, { conversationId, lineId: null }),
};

async function snapshot(firm: InboxFirm) {
  return firm.as((tx) => tx.select().from(conversations));
}

test.each(Object.keys(VERBS))(
  "TEN-05 another firm's conversation is as unknown as none, and stays as it is: %s",
  async (name) => {
    const [firm, hostile] = [await openInboxFirm("own"), await openInboxFirm("hostile")];
    const id = await firm.hear({});
    const before = await snapshot(firm);
    for (const target of [id, randomUUID()]) {
      const attempt = hostile.as((tx) => VERBS[name]?.(tx, target, hostile.userId) ?? Promise.resolve());
      await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await snapshot(firm)).toEqual(before);
  },
);

test.each(Object.keys(VERBS))(
  "who stands outside a contact's wall does nothing to their conversation: %s",
  async (name) => {
    const firm = await openInboxFirm("walled");
    const contactId = await firm.addContact(CLIENT);
    const id = await firm.hear({});
    await firm.wall(contactId, [firm.userId]);
    const outside = `${firm.userId}_2`;
    const before = await snapshot(firm);
    const attempt = firm.as((tx) => VERBS[name]?.(tx, id, outside) ?? Promise.resolve(), outside);
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    expect(await snapshot(firm)).toEqual(before);
  },
);

test("a wall and another firm hide a conversation from lists, counts, search, threads and bulk changes", async () => {
  const [firm, hostile] = [await openInboxFirm("hidden"), await openInboxFirm("hidden_from")];
  const contactId = await firm.addContact(CLIENT, "Hidden");
  const id = await firm.hear({ body: "a secret settlement" });
  await firm.wall(contactId, [firm.userId]);
  const outside = `${firm.userId}_2`;
  const seen = async (who: InboxFirm, userId: string) =>
    who.as(
      async (tx) => ({
        listed: (await listConversations(tx, { userId, filter: {}, limit: 5 })).rows.length,
        byName: (await listConversations(tx, { userId, filter: { query: "hidd" }, limit: 5 })).rows.length,
        byWord: (await listConversations(tx, { userId, filter: { query: "settlem" }, limit: 5 })).rows.length,
        byNumber: (await listConversations(tx, { userId, filter: { query: "(602) 555-0142" }, limit: 5 })).rows.length,
        counted: (await countConversations(tx, { userId })).open,
        thread: (await listThread(tx, { conversationId: id, limit: 5 })).items.length,
        found:
          (await findConversation(tx, { conversationId: id, userId, now: new Date(), realNow: new Date() })) !== null,
        bulk: (
          await changeConversations(tx, {
            userId,
            selection: { ids: [id] },
            change: { kind: "reopen" },
            now: new Date(),
          })
        ).outcomes.map(({ outcome }) => outcome),
      }),
      userId,
    );
  const nothing = {
    listed: 0,
    byName: 0,
    byWord: 0,
    byNumber: 0,
    counted: 0,
    thread: 0,
    found: false,
    bulk: ["not_found"],
  };
  expect(await seen(firm, firm.userId)).toEqual({
    ...{ listed: 1, byName: 1, byWord: 1, byNumber: 1, counted: 1, thread: 1, found: true, bulk: ["unchanged"] },
  });
  expect(await seen(firm, outside)).toEqual(nothing);
  expect(await seen(hostile, hostile.userId)).toEqual(nothing);
});

test("changes tell what was before, and Undo brings it back unless something happened since", async () => {
  const firm = await openInboxFirm("undo");
  const id = await firm.hear({});
  const changed = await firm.as((tx) => resolveConversation(tx, { conversationId: id }));
  if (changed.outcome !== "changed") throw new Error("nothing changed");
  expect([changed.before.status, changed.after.status]).toEqual(["open", "resolved"]);
  const undo = () => firm.as((tx) => restoreConversations(tx, { changes: [changed], now: new Date() }));
  expect(await undo()).toEqual([{ id, outcome: "restored" }]);
  expect(await undo()).toEqual([{ id, outcome: "changed_meanwhile" }]);
  expect((await detail(firm, id))?.status).toBe("open");
  expect(await eventsOf(firm, id)).toEqual(["resolved", "reopened"]);
});

test("TEN-05 Undo of many gives no conversation back to who stands outside its contact's wall by now, and says so", async () => {
  const firm = await openInboxFirm("undowall");
  const contactId = await firm.addContact(CLIENT);
  const walled = await firm.hear({});
  const open = await firm.hear({ client: { kind: "phone", e164: "+16025550177" } });
  const ids = [walled, open];
  const outside = `${firm.userId}_2`;
  const change = (kind: { kind: "assign"; userId: string | null } | { kind: "tag"; tag: string }) =>
    firm.as(async (tx) => {
      const all = { userId: firm.userId, selection: { ids }, change: kind, now: new Date() };
      const { outcomes } = await changeConversations(tx, all);
      return outcomes.flatMap((each) => (each.outcome === "changed" ? [each] : []));
    });
  await change({ kind: "assign", userId: outside });
  const tagged = await change({ kind: "tag", tag: "later" });
  const taken = await change({ kind: "assign", userId: null });
  await firm.wall(contactId, [firm.userId]);
  const undo = (changes: typeof taken) =>
    firm.as((tx) => restoreConversations(tx, { changes, now: new Date() }), firm.userId);
  expect(await undo(taken)).toEqual([
    { id: walled, outcome: "refused" },
    { id: open, outcome: "restored" },
  ]);
  expect((await detail(firm, walled))?.assignedName).toBeNull();
  expect((await detail(firm, open))?.assignedName).toBe("Marco Diaz");
  // What only takes a tag off asks nobody's way to the contact.
  const [onWalled] = tagged.filter(({ id }) => id === walled);
  if (!onWalled) throw new Error("nothing was tagged");
  const unassigned = { ...onWalled.after, assignedUserId: null };
  const untag = { ...onWalled, before: { ...onWalled.before, assignedUserId: null }, after: unassigned };
  expect(await undo([untag])).toEqual([{ id: walled, outcome: "restored" }]);
});

test("Undo of many gives nothing back to who has left the firm, and everything else", async () => {
  const firm = await openInboxFirm("undogone");
  const ids = [await firm.hear({}), await firm.hear({ client: { kind: "phone", e164: "+16025550177" } })];
  const [toGone, toMarco] = await firm.as(async (tx) => {
    const change = { kind: "assign", userId: null } as const;
    await tx.update(conversations).set({ assignedUserId: `${firm.userId}_2` });
    const { outcomes } = await changeConversations(tx, {
      userId: firm.userId,
      selection: { ids },
      change,
      now: new Date(),
    });
    return outcomes.flatMap((each) => (each.outcome === "changed" ? [each] : []));
  });
  if (!toGone || !toMarco) throw new Error("nothing was taken away");
  const left = { ...toGone, before: { ...toGone.before, assignedUserId: `${firm.userId}_gone` } };
  const undone = await firm.as((tx) => restoreConversations(tx, { changes: [left, toMarco], now: new Date() }));
  expect(undone).toEqual([
    { id: toGone.id, outcome: "refused" },
    { id: toMarco.id, outcome: "restored" },
  ]);
  expect((await detail(firm, toGone.id))?.assignedName).toBeNull();
  expect((await detail(firm, toMarco.id))?.assignedName).toBe("Marco Diaz");
});

test("a conversation is given only to who belongs to the firm and may see the contact", async () => {
  const firm = await openInboxFirm("assign");
  const contactId = await firm.addContact(CLIENT);
  const id = await firm.hear({});
  const give = (userId: string | null) => firm.as((tx) => assignConversation(tx, { conversationId: id, userId }));
  await expect(give("user_of_nobody")).rejects.toMatchObject({ code: "invalid_input" });
  await expect(give(`${firm.userId}_gone`)).rejects.toMatchObject({ code: "invalid_input" });
  expect(await give(`${firm.userId}_2`)).toMatchObject({ outcome: "changed", before: { assignedUserId: null } });
  expect((await detail(firm, id))?.assignedName).toBe("Marco Diaz");
  expect((await give(null)).outcome).toBe("changed");
  await firm.wall(contactId, [firm.userId]);
  await expect(give(`${firm.userId}_2`)).rejects.toMatchObject({ code: "precondition_failed" });
});

test("what is put off comes back at its time, or when the person writes; a keyword alone opens nothing", async () => {
  const firm = await openInboxFirm("snooze");
  const id = await firm.hear({});
  const until = TOMORROW();
  const status = async () => (await detail(firm, id))?.status;
  await expect(
    firm.as((tx) => snoozeConversation(tx, { conversationId: id, until: new Date(Date.now() - 1) })),
  ).rejects.toMatchObject({ code: "invalid_input" });
  await firm.as((tx) => snoozeConversation(tx, { conversationId: id, until }));
  await firm.as((tx) => wakeConversations(tx, { now: new Date() }));
  expect(await status()).toBe("snoozed");
  await firm.as((tx) => wakeConversations(tx, { now: until }));
  expect(await status()).toBe("open");
  await firm.as((tx) => snoozeConversation(tx, { conversationId: id, until }));
  await firm.hear({ body: "HELP", sentAt: after(100) });
  expect(await status()).toBe("snoozed");
  await firm.hear({ body: "Any news?", sentAt: after(200) });
  expect(await status()).toBe("open");
  await firm.as((tx) => resolveConversation(tx, { conversationId: id }));
  await firm.hear({ body: "One more thing", sentAt: after(300) });
  expect(await status()).toBe("open");
  expect(await eventsOf(firm, id)).toEqual(["snoozed", "woken", "snoozed", "woken", "resolved", "reopened"]);
});

test("the same message by a second system does not open what was resolved meanwhile", async () => {
  const firm = await openInboxFirm("resolved");
  const id = await firm.hear({ body: "Any news?" });
  await firm.as((tx) => resolveConversation(tx, { conversationId: id }));
  const again = await firm.hear({ provider: "ghl", account: "L1", body: "Any news?", media: [], senderName: "Ana" });
  expect(again).toBe(id);
  expect((await detail(firm, id))?.status).toBe("resolved");
});

test("tags are one in every spelling, and twenty at most", async () => {
  const firm = await openInboxFirm("tags");
  const id = await firm.hear({});
  const add = (tag: string) => firm.as((tx) => tagConversation(tx, { conversationId: id, tag }));
  await add(" #Needs   Médico ");
  expect((await add("needs médico")).outcome).toBe("unchanged");
  expect((await detail(firm, id))?.tags).toEqual(["needs médico"]);
  await expect(add("  ")).rejects.toMatchObject({ code: "invalid_input" });
  for (let index = 1; index < 20; index += 1) await add(`t${index}`);
  await expect(add("t20")).rejects.toMatchObject({ code: "precondition_failed" });
  await firm.as((tx) => untagConversation(tx, { conversationId: id, tag: "T1" }));
  expect((await detail(firm, id))?.tags).toHaveLength(19);
});

test("who is named in a note is told; who does not belong or may not see the contact cannot be", async () => {
  const firm = await openInboxFirm("notes");
  const contactId = await firm.addContact(CLIENT);
  const id = await firm.hear({});
  const other = `${firm.userId}_2`;
  const write = (mentions: string[]) =>
    firm.as((tx) =>
      addConversationNote(tx, { conversationId: id, userId: firm.userId, body: " Please call ", mentions }),
    );
  await write([other, other, firm.userId]);
  const counted = () => firm.as(async (tx) => (await countConversations(tx, { userId: other })).mentioned, other);
  expect(await counted()).toBe(1);
  const [mention] = await firm.as((tx) => listMentions(tx, { userId: other }), other);
  expect(mention).toMatchObject({ body: "Please call", authorName: "Sofia Reyes", conversationId: id, seenAt: null });
  await firm.as((tx) => markConversationRead(tx, { conversationId: id, userId: other }), other);
  expect(await counted()).toBe(0);
  await expect(write(["user_of_nobody"])).rejects.toMatchObject({ code: "invalid_input" });
  await firm.wall(contactId, [firm.userId]);
  await expect(write([other])).rejects.toMatchObject({ code: "invalid_input" });
  expect(await firm.as((tx) => listMentions(tx, { userId: other }), other)).toEqual([]);
});

test("read, drafts and presence are each person's own; presence and typing end by themselves", async () => {
  const firm = await openInboxFirm("own_things");
  const id = await firm.hear({});
  const other = `${firm.userId}_2`;
  await firm.as((tx) => markConversationRead(tx, { conversationId: id, userId: firm.userId }));
  expect([(await detail(firm, id))?.isUnread, (await detail(firm, id, other))?.isUnread]).toEqual([false, true]);
  await firm.as((tx) => markConversationUnread(tx, { conversationId: id, userId: firm.userId }));
  expect((await detail(firm, id))?.isUnread).toBe(true);
  await firm.as((tx) => saveDraft(tx, { conversationId: id, userId: firm.userId, body: "Dear", channel: "sms" }));
  expect([(await detail(firm, id))?.draft?.body, (await detail(firm, id, other))?.draft]).toEqual(["Dear", null]);
  await firm.as((tx) => saveDraft(tx, { conversationId: id, userId: firm.userId, body: " ", channel: "sms" }));
  expect((await detail(firm, id))?.draft).toBeNull();
  const sign = (secondsAgo: number) =>
    firm.as((tx) =>
      touchPresence(tx, {
        ...{ conversationId: id, userId: other, isTyping: true },
        now: new Date(Date.now() - secondsAgo * 1_000),
      }),
    );
  const present = async () => (await detail(firm, id))?.present.map(({ name, isTyping }) => [name, isTyping]);
  await sign(0);
  expect(await present()).toEqual([["Marco Diaz", true]]);
  expect((await detail(firm, id, other))?.present).toEqual([]);
  await sign(20);
  expect(await present()).toEqual([["Marco Diaz", false]]);
  await sign(60);
  expect(await present()).toEqual([]);
});

test("many are changed at once, by ids or by what a filter finds, with a result for each", async () => {
  const firm = await openInboxFirm("bulk");
  const ids: string[] = [];
  for (let index = 0; index < 4; index += 1) {
    ids.push(await firm.hear({ client: { kind: "phone", e164: `+1602555014${index}` }, body: `crash ${index}` }));
  }
  const change = (input: object) =>
    firm.as((tx) =>
      changeConversations(tx, { userId: firm.userId, now: new Date(), ...input } as Parameters<
        typeof changeConversations
      >[1]),
    );
  await firm.as((tx) => resolveConversation(tx, { conversationId: ids[0] ?? "" }));
  const unknown = randomUUID();
  const { outcomes } = await change({ selection: { ids: [...ids, unknown] }, change: { kind: "resolve" } });
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["unchanged", "changed", "changed", "changed", "not_found"]);
  const undone = outcomes.flatMap((each) => (each.outcome === "changed" ? [each] : []));
  await firm.as((tx) => restoreConversations(tx, { changes: undone, now: new Date() }));
  const all = await change({ selection: { filter: { status: "open" } }, change: { kind: "tag", tag: "Crash" } });
  expect(all).toMatchObject({
    isCut: false,
    outcomes: [{ outcome: "changed" }, { outcome: "changed" }, { outcome: "changed" }],
  });
  const tagged = await firm.as((tx) =>
    listConversations(tx, { userId: firm.userId, filter: { tag: "crash" }, limit: 10 }),
  );
  expect(tagged.rows).toHaveLength(3);
  await change({ selection: { filter: {} }, change: { kind: "read" } });
  expect((await firm.as((tx) => countConversations(tx, { userId: firm.userId }))).unread).toBe(0);
  const many = Array.from({ length: 1_001 }, () => randomUUID());
  await expect(change({ selection: { ids: many }, change: { kind: "resolve" } })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("saved views are their maker's, or shared for all to use and for the maker to change", async () => {
  const firm = await openInboxFirm("views");
  await firm.hear({});
  const other = `${firm.userId}_2`;
  const save = (name: string, isShared: boolean) =>
    firm.as((tx) => saveView(tx, { userId: firm.userId, name, isShared, query: { status: "open" } }));
  await save("Mine", false);
  const { viewId } = await save("Ours", true);
  const filterOf = () => ({ status: "open" as const });
  const seen = (userId: string) => firm.as((tx) => listViews(tx, { userId, filterOf }), userId);
  expect((await seen(firm.userId)).map(({ name, count }) => [name, count])).toEqual([
    ["Mine", 1],
    ["Ours", 1],
  ]);
  expect((await seen(other)).map(({ name, isOwn }) => [name, isOwn])).toEqual([["Ours", false]]);
  await expect(firm.as((tx) => deleteView(tx, { viewId, userId: other }), other)).rejects.toMatchObject({
    code: "not_found",
  });
  const hostile = await openInboxFirm("views_hostile");
  await expect(hostile.as((tx) => deleteView(tx, { viewId, userId: firm.userId }))).rejects.toMatchObject({
    code: "not_found",
  });
  await firm.as((tx) => deleteView(tx, { viewId, userId: firm.userId }));
  expect(await seen(other)).toEqual([]);
});
