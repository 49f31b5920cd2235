import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contactPhones } from "@/db/schema/contact-phones";
import { conversations } from "@/db/schema/conversations";
import { leads } from "@/db/schema/leads";
import { findConversation } from "@/lib/domain/conversations/find-conversation";
import { listConversations } from "@/lib/domain/conversations/list-conversations";
import { startConversation } from "@/lib/domain/conversations/start-conversation";
import { startConversationWithLead } from "@/lib/domain/leads/start-conversation-with-lead";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { CLIENT } from "../support/told-message";
import { type InboxFirm, openInboxFirm } from "./inbox-firm";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const detail = (firm: InboxFirm, conversationId: string) =>
  firm.as((tx) => findConversation(tx, { conversationId, userId: firm.userId, now: new Date(), realNow: new Date() }));
const snapshot = (firm: InboxFirm) => firm.as((tx) => tx.select().from(conversations));

test("a conversation is started with a contact who never wrote, once, and stands in no list before something is said", async () => {
  const firm = await openInboxFirm("starting");
  const contactId = await firm.addContact(CLIENT);
  const start = (userId = firm.userId) =>
    firm.as((tx) => startConversation(tx, { contactId, userId, now: new Date() }), userId);
  const { conversationId } = await start();
  expect(await start(`${firm.userId}_2`)).toEqual({ conversationId });
  expect(await detail(firm, conversationId)).toMatchObject({ contactId, clientAddress: CLIENT, status: "open" });
  const listed = () => firm.as((tx) => listConversations(tx, { userId: firm.userId, filter: {}, limit: 5 }));
  expect((await listed()).rows).toEqual([]);
  expect(await firm.hear({})).toBe(conversationId);
  expect((await listed()).rows.map(({ id }) => id)).toEqual([conversationId]);
});

test("TEN-05 nobody starts a conversation with another firm's contact, or from outside of a wall", async () => {
  const [firm, hostile] = [await openInboxFirm("started"), await openInboxFirm("starter")];
  const contactId = await firm.addContact(CLIENT);
  await firm.wall(contactId, [firm.userId]);
  const outside = `${firm.userId}_2`;
  for (const [who, userId] of [
    [hostile, hostile.userId],
    [firm, outside],
  ] as const) {
    const attempt = who.as((tx) => startConversation(tx, { contactId, userId, now: new Date() }), userId);
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    expect(await snapshot(who)).toEqual([]);
  }
});

test("a contact without a number is written to nowhere", async () => {
  const firm = await openInboxFirm("numberless");
  const contactId = await firm.addContact(CLIENT);
  await firm.as((tx) => tx.delete(contactPhones));
  const attempt = firm.as((tx) => startConversation(tx, { contactId, userId: firm.userId, now: new Date() }));
  await expect(attempt).rejects.toMatchObject({ code: "precondition_failed" });
});

test("TEN-05 the conversation with a lead is the one in which they wrote, their contact's, or a new one; another firm finds no lead", async () => {
  const [firm, hostile] = [await openInboxFirm("leads"), await openInboxFirm("lead_thief")];
  const known = await firm.hear({});
  const [written] = await firm.as((tx) => tx.select().from(leads).where(eq(leads.phone, CLIENT)));
  if (!written) throw new Error("who wrote became no lead");
  const start = (leadId: string, who = firm) =>
    who.as((tx) => startConversationWithLead(tx, { leadId, userId: who.userId, now: new Date() }));
  expect(await start(written.id)).toEqual({ conversationId: known });
  const form = { firstName: "Ana", lastName: "Lopez", source: "web_form", preferredLanguage: "en" } as const;
  const [asked, silent] = await firm.as((tx) =>
    tx
      .insert(leads)
      .values([{ ...form, phone: "+16025550143" }, form])
      .returning({ id: leads.id }),
  );
  if (!asked || !silent) throw new Error("the leads were not kept");
  const { conversationId } = await start(asked.id);
  expect(await detail(firm, conversationId)).toMatchObject({ contactId: null, clientAddress: "+16025550143" });
  const contactId = await firm.addContact("+16025550143");
  expect(await detail(firm, (await start(asked.id)).conversationId)).toMatchObject({ contactId });
  await expect(start(silent.id)).rejects.toMatchObject({ code: "precondition_failed" });
  await expect(start(written.id, hostile)).rejects.toMatchObject({ code: "not_found" });
});
