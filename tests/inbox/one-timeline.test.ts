import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { conversationEvents } from "@/db/schema/conversation-events";
import { conversationNotes } from "@/db/schema/conversation-notes";
import type { TenantTx } from "@/db/tenant";
import { addConversationNote } from "@/lib/domain/conversations/add-conversation-note";
import { assignConversation } from "@/lib/domain/conversations/assign-conversation";
import { listChanged } from "@/lib/domain/conversations/list-changed";
import { listThread } from "@/lib/domain/conversations/list-thread";
import { reopenConversation } from "@/lib/domain/conversations/reopen-conversation";
import { resolveConversation } from "@/lib/domain/conversations/resolve-conversation";
import { setPreferredLine } from "@/lib/domain/conversations/set-preferred-line";
import { snoozeConversation } from "@/lib/domain/conversations/snooze-conversation";
import { tagConversation } from "@/lib/domain/conversations/tag-conversation";
import { untagConversation } from "@/lib/domain/conversations/untag-conversation";
import { recordMessageDeletion } from "@/lib/domain/messages/record-message-deletion";
import { recordMessageEdit } from "@/lib/domain/messages/record-message-edit";
import { recordMessageState } from "@/lib/domain/messages/record-message-state";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { after, CLIENT } from "../support/told-message";
import { type InboxFirm, openInboxFirm } from "./inbox-firm";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const kindsOf = async (firm: InboxFirm, conversationId: string) =>
  (await firm.as((tx) => listThread(tx, { conversationId, limit: 20 }))).items.map((item) => {
    if (item.kind === "message") return item.channel;
    return item.kind === "event" ? item.event : item.kind;
  });

async function call(tx: TenantTx, fields: { contactId: string | null; startedAt: Date }) {
  await tx
    .insert(callLogs)
    .values({ ...fields, direction: "inbound", purpose: "callback", language: "en", clientNumber: CLIENT });
}

test.each(["a contact", "somebody whom nobody knows"])(
  "SMS, WhatsApp, calls, notes and what staff did stand in one timeline, each at its time: %s",
  async (who) => {
    const firm = await openInboxFirm("timeline");
    const contactId = who === "a contact" ? await firm.addContact(CLIENT) : null;
    const id = await firm.hear({ body: "A text", sentAt: after(0) });
    const next = {
      channel: "whatsapp",
      provider: "evolution",
      account: "firm-a",
      body: "And here",
      sentAt: after(400),
    };
    expect(await firm.hear({ ...next, channel: "whatsapp" })).toBe(id);
    await firm.as(async (tx) => {
      const own = { conversationId: id, tenantId: firm.principal.tenantId };
      await call(tx, { contactId, startedAt: after(300) });
      await call(tx, { contactId, startedAt: after(500) });
      const note = { ...own, authorUserId: firm.userId, body: "Rang twice", createdAt: after(200) };
      await tx.insert(conversationNotes).values(note);
      await tx.insert(conversationEvents).values({ ...own, kind: "assigned", createdAt: after(100) });
    });
    expect(await kindsOf(firm, id)).toEqual(["sms", "assigned", "note", "call", "whatsapp", "call"]);
  },
);

/** What others should see without loading anything anew. */
const CHANGES: Record<string, (tx: TenantTx, at: { conversationId: string; userId: string }) => Promise<unknown>> = {
  assigned: (tx, at) => assignConversation(tx, at),
  resolved: (tx, { conversationId }) => resolveConversation(tx, { conversationId }),
  "opened again": async (tx, { conversationId }) => {
    await resolveConversation(tx, { conversationId });
    await reopenConversation(tx, { conversationId });
  },
  snoozed: (tx, { conversationId }) =>
    snoozeConversation(tx, { conversationId, until: new Date(Date.now() + 86_400_000) }),
  tagged: (tx, { conversationId }) => tagConversation(tx, { conversationId, tag: "vip" }),
  untagged: async (tx, { conversationId }) => {
    await tagConversation(tx, { conversationId, tag: "vip" });
    await untagConversation(tx, { conversationId, tag: "vip" });
  },
  "noted, with somebody named": (tx, { conversationId, userId }) =>
    addConversationNote(tx, { conversationId, userId, body: "Please call", mentions: [`${userId}_2`] }),
  "given a line": (tx, { conversationId }) => setPreferredLine(tx, { conversationId, lineId: null }),
};

const revisionOf = async (firm: InboxFirm, id: string) => {
  const changed = await firm.as((tx) => listChanged(tx, { since: new Date().toISOString(), userIds: [] }));
  return changed.find((each) => each.id === id)?.revision ?? 0;
};

test.each(Object.keys(CHANGES))("a conversation that is %s is told to whoever has it open", async (name) => {
  const firm = await openInboxFirm("told");
  const conversationId = await firm.hear({});
  const before = await revisionOf(firm, conversationId);
  await firm.as((tx) => CHANGES[name]?.(tx, { conversationId, userId: firm.userId }) ?? Promise.resolve());
  expect(await revisionOf(firm, conversationId)).toBeGreaterThan(before);
});

test("a state, an edit, a deletion and a late message of a conversation are told to whoever has it open", async () => {
  const firm = await openInboxFirm("told_of");
  const providerMessageId = randomUUID();
  const key = { provider: "twilio", account: "AC1", providerMessageId, eventId: null };
  const id = await firm.hear({ ...key, direction: "outbound", state: "sent", sentAt: after(100) });
  const seen = [await revisionOf(firm, id)];
  for (const tell of [
    (tx: TenantTx) => recordMessageState(tx, { ...key, state: "delivered", at: after(110) }),
    (tx: TenantTx) => recordMessageEdit(tx, { ...key, body: "Other words", at: after(120) }),
    (tx: TenantTx) => recordMessageDeletion(tx, { ...key, at: after(130) }),
  ]) {
    await firm.as(tell);
    seen.push(await revisionOf(firm, id));
  }
  await firm.hear({ body: "Late", sentAt: after(-500), receivedAt: after(200) });
  seen.push(await revisionOf(firm, id));
  expect(seen).toEqual([...new Set(seen)].toSorted((one, other) => one - other));
  expect(seen).toHaveLength(5);
});
