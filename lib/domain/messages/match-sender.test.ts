import { afterAll, beforeAll, expect, test } from "vitest";
import { conversations } from "@/db/schema/conversations";
import { leads } from "@/db/schema/leads";
import { inTenant } from "@/db/tenant";
import { linkConversation } from "@/lib/domain/contacts/link-conversation";
import { createSendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { told } from "@/tests/support/told-message";
import { recordMessage } from "./record-message";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

test("a hidden sender whom staff linked to a contact goes on in the contact's conversation", async () => {
  const firm = await createSendingFirm({ orgId: "org_hidden", e164: "+16025557401" });
  const jid = "184467440737095@lid";
  const write = (providerMessageId: string, body: string) =>
    inTenant(firm.principal, (tx) =>
      recordMessage(
        tx,
        told({
          provider: "evolution",
          account: "a",
          channel: "whatsapp",
          client: { kind: "whatsapp_id", jid },
          providerMessageId,
          body,
        }),
      ),
    );
  const read = () =>
    inTenant(firm.principal, async (tx) => ({
      conversations: await tx.select({ id: conversations.id, contactId: conversations.contactId }).from(conversations),
      leads: await tx.select({ id: leads.id }).from(leads),
    }));
  await write("A1", "Hello, my car was hit");
  const [stranger] = (await read()).conversations;
  expect(stranger?.contactId).toBeNull();
  const { contactId } = firm;
  await inTenant(firm.principal, (tx) => linkConversation(tx, { conversationId: stranger?.id ?? "", contactId }));
  const before = await read();
  await write("A2", "Here is the report");
  expect(await read()).toEqual(before);
  expect(before.conversations).toMatchObject([{ contactId }]);
});
