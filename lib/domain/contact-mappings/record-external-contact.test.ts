import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contactMappings } from "@/db/schema/contact-mappings";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { firms } from "@/db/schema/firms";
import { leads } from "@/db/schema/leads";
import { messages } from "@/db/schema/messages";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { createTestDatabase, swiftestKind, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { findExternalAddress } from "./find-external-address";
import { recordExternalContact } from "./record-external-contact";

const CLIENT = "+16025550142";
const PERSON = { provider: "ghl", account: "LOC1", externalId: "C1" };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(await swiftestKind());
});
afterAll(() => database.drop());

async function openFirm(): Promise<Principal> {
  const id = `org_mapping_${randomUUID().slice(0, 8)}`;
  const firm = testPrincipal(id);
  await inTenant(firm, (tx) =>
    tx.insert(firms).values({ clerkOrganizationId: id, name: id, slug: id.replaceAll("_", "-"), hours: {} }),
  );
  return firm;
}

async function tell(tx: TenantTx, body = "I was in a crash"): Promise<void> {
  await recordMessage(tx, {
    eventId: null,
    provider: "ghl",
    account: "LOC1",
    providerMessageId: body,
    channel: "sms",
    direction: "inbound",
    client: { kind: "phone", e164: await findExternalAddress(tx, PERSON) },
    line: null,
    senderName: null,
    body,
    media: [],
    state: "received",
    sentAt: new Date(),
    receivedAt: new Date(),
  });
}

const state = (tx: TenantTx, e164: string | null = CLIENT, statedAt = new Date()) =>
  recordExternalContact(tx, { ...PERSON, eventId: null, e164, displayName: "Ana", statedAt });

test("a message and its sender's number, told at once, always meet", async () => {
  for (let round = 0; round < 12; round += 1) {
    const firm = await openFirm();
    const acts: ((tx: TenantTx) => Promise<unknown>)[] = [
      (tx) => tell(tx),
      (tx) => state(tx),
      (tx) => tell(tx, "Hello?"),
    ];
    await Promise.all((round % 2 === 0 ? acts : acts.toReversed()).map((act) => inTenant(firm, act)));
    const kept = await inTenant(firm, (tx) => tx.select({ address: messages.clientAddress }).from(messages));
    expect(kept).toEqual([{ address: CLIENT }, { address: CLIENT }]);
    expect(await inTenant(firm, (tx) => tx.$count(leads))).toBe(1);
  }
});

test("a message that is placed is the contact's who has the number, and makes no lead", async () => {
  const firm = await openFirm();
  const contactId = randomUUID();
  await inTenant(firm, async (tx) => {
    await tx.insert(contacts).values({ id: contactId, firstName: "Ana", lastName: "Molina" });
    await tx.insert(contactPhones).values({ contactId, e164: CLIENT });
  });
  await inTenant(firm, (tx) => tell(tx));
  expect(await inTenant(firm, (tx) => state(tx))).toEqual({ contactId });
  const [kept] = await inTenant(firm, (tx) => tx.select().from(messages));
  expect(kept).toMatchObject({ clientAddress: CLIENT, contactId });
  expect(await inTenant(firm, (tx) => tx.$count(leads))).toBe(0);
});

test("the last statement by the other system's clock stands, and one without a number takes none away", async () => {
  const firm = await openFirm();
  const at = (seconds: number) => new Date(Date.now() - seconds * 1_000);
  const statements: [string | null, Date][] = [
    ["+16025550150", at(10)],
    ["+16025550151", at(20)],
    [null, at(5)],
  ];
  for (const [e164, statedAt] of statements) await inTenant(firm, (tx) => state(tx, e164, statedAt));
  expect(await inTenant(firm, (tx) => findExternalAddress(tx, PERSON))).toBe("+16025550150");
});

test("another firm's statement about the same id places nothing and is not found", async () => {
  const [firm, other] = [await openFirm(), await openFirm()];
  await inTenant(firm, (tx) => tell(tx));
  await inTenant(other, (tx) => state(tx));
  expect(await inTenant(firm, (tx) => tx.$count(contactMappings))).toBe(0);
  expect(await inTenant(firm, (tx) => findExternalAddress(tx, PERSON))).toBe("ghl-contact:LOC1/C1");
  const [kept] = await inTenant(firm, (tx) => tx.select().from(messages));
  expect(kept?.clientAddress).toBe("ghl-contact:LOC1/C1");
});
