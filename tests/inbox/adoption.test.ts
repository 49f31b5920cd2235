import { afterAll, beforeAll, expect, test } from "vitest";
import { conversations } from "@/db/schema/conversations";
import { leads } from "@/db/schema/leads";
import { messages } from "@/db/schema/messages";
import { addContactPhone } from "@/lib/domain/contacts/add-contact-phone";
import { createContact } from "@/lib/domain/contacts/create-contact";
import { addConversationNote } from "@/lib/domain/conversations/add-conversation-note";
import { assignConversation } from "@/lib/domain/conversations/assign-conversation";
import { findConversation } from "@/lib/domain/conversations/find-conversation";
import { listConversations } from "@/lib/domain/conversations/list-conversations";
import { listThread } from "@/lib/domain/conversations/list-thread";
import { markConversationRead } from "@/lib/domain/conversations/mark-conversation-read";
import { tagConversation } from "@/lib/domain/conversations/tag-conversation";
import { placeMessages } from "@/lib/domain/messages/place-messages";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { after, CLIENT } from "../support/told-message";
import { type InboxFirm, openInboxFirm } from "./inbox-firm";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pg");
});
afterAll(() => database.drop());

const SECOND = "+16025550177";
const person = { firstName: "Ana", lastName: "Lopez", preferredLanguage: "es", email: null, notes: null } as const;

const listed = (firm: InboxFirm) =>
  firm.as(async (tx) => (await listConversations(tx, { userId: firm.userId, filter: {}, limit: 20 })).rows);

test("a stranger's conversation becomes the contact's who gets the number", async () => {
  const firm = await openInboxFirm("becomes");
  const id = await firm.hear({ senderName: "anita" });
  const made = await firm.as((tx) => createContact(tx, { ...person, phone: CLIENT }));
  expect(await listed(firm)).toMatchObject([{ id, contactId: made.id, name: "Ana Lopez" }]);
  expect(await firm.hear({ body: "again", sentAt: after(100) })).toBe(id);
  const owners = await firm.as((tx) => tx.select({ contactId: messages.contactId }).from(messages));
  expect(owners).toEqual([{ contactId: made.id }, { contactId: made.id }]);
});

test("where the contact has one already, both become one with all that was in them", async () => {
  const firm = await openInboxFirm("merges");
  const contactId = await firm.addContact(CLIENT);
  const kept = await firm.hear({ body: "first", sentAt: after(0) });
  const stranger = await firm.hear({ body: "second", sentAt: after(100), client: { kind: "phone", e164: SECOND } });
  expect(stranger).not.toBe(kept);
  await firm.as((tx) => markConversationRead(tx, { conversationId: kept, userId: firm.userId }));
  await firm.as((tx) => tagConversation(tx, { conversationId: stranger, tag: "vip" }));
  await firm.as((tx) => assignConversation(tx, { conversationId: stranger, userId: firm.userId }));
  await firm.as((tx) =>
    addConversationNote(tx, {
      conversationId: stranger,
      userId: firm.userId,
      body: "who?",
      mentions: [`${firm.userId}_2`],
    }),
  );
  await firm.as((tx) => addContactPhone(tx, { contactId, phone: SECOND, label: "work" }));
  const rows = await listed(firm);
  expect(rows).toMatchObject([
    { id: kept, contactId, tags: ["vip"], assignedUserId: firm.userId, isUnread: true, waitingSince: after(0) },
  ]);
  expect(rows[0]?.lastMessage?.body).toBe("second");
  const { items } = await firm.as((tx) => listThread(tx, { conversationId: kept, limit: 20 }));
  expect(
    items.map((item) => (item.kind === "message" ? item.body : item.kind === "event" ? item.event : item.kind)),
  ).toEqual(["first", "second", "tagged", "assigned", "note", "merged"]);
  const detail = await firm.as((tx) =>
    findConversation(tx, { conversationId: kept, userId: firm.userId, now: new Date(), realNow: new Date() }),
  );
  expect(detail?.addresses.map(({ address }) => address).toSorted()).toEqual([CLIENT, SECOND]);
});

test("a number that two people share stays with nobody, and each is told of the other", async () => {
  const firm = await openInboxFirm("shared");
  const contactId = await firm.addContact(CLIENT);
  const own = await firm.hear({});
  await firm.as((tx) => createContact(tx, { ...person, phone: CLIENT }));
  const shared = await firm.hear({ body: "it is me", sentAt: after(100) });
  expect(shared).not.toBe(own);
  const detail = await firm.as((tx) =>
    findConversation(tx, { conversationId: own, userId: firm.userId, now: new Date(), realNow: new Date() }),
  );
  expect(detail?.contact?.id).toBe(contactId);
  expect(detail?.addresses[0]?.sharedWith).toEqual([{ conversationId: shared, clientAddress: CLIENT }]);
});

test("messages of a WhatsApp id join the conversation of the number that it turns out to have", async () => {
  const firm = await openInboxFirm("lid");
  const jid = "184467440737095@lid";
  const hidden = await firm.hear({
    ...{ provider: "evolution", channel: "whatsapp", body: "Hola", sentAt: after(50) },
    client: { kind: "whatsapp_id", jid },
  });
  const known = await firm.hear({ body: "Hello", sentAt: after(0) });
  await firm.as((tx) => placeMessages(tx, { address: jid, e164: CLIENT, provider: "evolution", eventId: null }));
  const rows = await listed(firm);
  expect(rows).toMatchObject([{ id: known, clientAddress: CLIENT, waitingSince: after(0) }]);
  expect(rows[0]?.lastMessage?.body).toBe("Hola");
  expect(hidden).not.toBe(known);
});

test("who may not see the contact can still give them a number, and learns nothing of the conversation", async () => {
  const firm = await openInboxFirm("walled_adoption");
  const contactId = await firm.addContact(CLIENT);
  const kept = await firm.hear({});
  const stranger = await firm.hear({ body: "second", sentAt: after(100), client: { kind: "phone", e164: SECOND } });
  await firm.wall(contactId, [firm.userId]);
  const outside = `${firm.userId}_2`;
  await firm.as((tx) => addContactPhone(tx, { contactId, phone: SECOND, label: "work" }), outside);
  const seen = await firm.as((tx) => listConversations(tx, { userId: outside, filter: {}, limit: 5 }), outside);
  expect(seen.rows).toEqual([]);
  expect((await listed(firm)).map(({ id }) => id)).toEqual([kept]);
  expect(stranger).not.toBe(kept);
});

test("messages, a new contact and staff at work at once wait for each other and lose nothing", async () => {
  for (let round = 0; round < 6; round += 1) {
    const firm = await openInboxFirm("races");
    const id = await firm.hear({ body: "0" });
    const acts: (() => Promise<unknown>)[] = [
      () => firm.as((tx) => createContact(tx, { ...person, phone: CLIENT })),
      () => firm.hear({ body: "STOP", sentAt: after(100) }),
      () => firm.hear({ body: "2", sentAt: after(200) }),
      () => firm.as((tx) => assignConversation(tx, { conversationId: id, userId: firm.userId })),
      () => firm.as((tx) => tagConversation(tx, { conversationId: id, tag: "vip" })),
      () =>
        firm.as((tx) => addConversationNote(tx, { conversationId: id, userId: firm.userId, body: "n", mentions: [] })),
      () => firm.hear({ body: "answer", direction: "outbound", state: "sent", sentAt: after(300) }),
    ];
    await Promise.all((round % 2 === 0 ? acts : acts.toReversed()).map((act) => act()));
    const rows = await firm.as((tx) => tx.select().from(conversations));
    expect(rows).toMatchObject([{ id, assignedUserId: firm.userId, tags: ["vip"], waitingSince: null }]);
    expect(await firm.as((tx) => tx.$count(messages))).toBe(4);
  }
});

test("the firm's first message from any system stops the clock of the person's lead, once", async () => {
  const firm = await openInboxFirm("response");
  await firm.hear({ receivedAt: after(1) });
  const respondedAt = async () => (await firm.as((tx) => tx.select().from(leads)))[0]?.firstResponseAt;
  expect(await respondedAt()).toBeNull();
  const answer = { provider: "ghl", account: "L1", direction: "outbound" as const };
  await firm.hear({ ...answer, body: "lost", state: "failed", sentAt: after(50) });
  expect(await respondedAt()).toBeNull();
  await firm.hear({ ...answer, body: "Hello", state: "sent", sentAt: after(100) });
  await firm.hear({ ...answer, body: "Again", state: "sent", sentAt: after(200) });
  expect(await respondedAt()).toEqual(after(100));
});
