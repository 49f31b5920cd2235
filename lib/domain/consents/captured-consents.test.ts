import { randomUUID } from "node:crypto";
import { asc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consents } from "@/db/schema/consents";
import { firms } from "@/db/schema/firms";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { addContactPhone } from "@/lib/domain/contacts/add-contact-phone";
import { createContact } from "@/lib/domain/contacts/create-contact";
import { createLeadFromSource } from "@/lib/domain/leads/create-lead-from-source";
import type { MessageInput } from "@/lib/domain/messages/message-input";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { after as at, CLIENT, told } from "@/tests/support/told-message";
import { formConsent } from "./form-consent.schema";
import { hashWording } from "./hash-wording";
import { listAllConsents } from "./list-all-consents";
import { recordConsent } from "./record-consent";

const NEW = {
  firstName: "Ana",
  lastName: "Lopez",
  preferredLanguage: "es",
  addressState: null,
  email: null,
  notes: null,
} as const;

describe.each(await databaseKinds())("on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  async function firmOf(): Promise<Principal> {
    const id = `org_captured_${randomUUID().slice(0, 8)}`;
    const firm = testPrincipal(id);
    await inTenant(firm, (tx) =>
      tx.insert(firms).values({ clerkOrganizationId: id, name: id, slug: id.replaceAll("_", "-"), hours: {} }),
    );
    return firm;
  }
  const contactOf = async (firm: Principal, phone: string | null = CLIENT) =>
    (await inTenant(firm, (tx) => createContact(tx, { ...NEW, phone }))).id;
  const say = (firm: Principal, body: string, seconds: number, input: Partial<MessageInput> = {}) => {
    const times = { sentAt: at(seconds), receivedAt: at(seconds) };
    return inTenant(firm, (tx) =>
      recordMessage(tx, told({ body, providerMessageId: randomUUID(), ...times, ...input })),
    );
  };
  const ledgerOf = (firm: Principal) =>
    inTenant(firm, (tx) => tx.select().from(consents).orderBy(asc(consents.capturedAt), asc(consents.level)));

  test("CMP-06 who writes first may be answered: once a channel, until a stop, and again after a START", async () => {
    const firm = await firmOf();
    const contactId = await contactOf(firm);
    const { messageId } = await say(firm, "I was in a crash", 0);
    await say(firm, "Hello?", 10);
    await say(firm, "Hola", 20, { channel: "whatsapp", provider: "evolution" });
    expect(await ledgerOf(firm)).toMatchObject([
      {
        contactId,
        e164: CLIENT,
        channel: "sms",
        level: "implied",
        purpose: "informational",
        sourceMessageId: messageId,
      },
      { contactId, channel: "whatsapp", captureMethod: "inbound_whatsapp", level: "implied" },
    ]);
    await say(firm, "STOP", 30);
    await say(firm, "where is my file", 40);
    let ledger = await ledgerOf(firm);
    expect(ledger.map(({ channel, revokedAt }) => [channel, revokedAt])).toEqual([
      ["sms", at(30)],
      ["whatsapp", null],
    ]);
    await say(firm, "START", 50);
    await say(firm, "thank you", 60);
    ledger = await ledgerOf(firm);
    expect(ledger.slice(2)).toMatchObject([
      {
        level: "express",
        wording: "START",
        wordingSha256: hashWording("START"),
        capturedAt: at(50),
        revokedAt: null,
      },
      { level: "implied", capturedAt: at(60), revokedAt: null },
    ]);
  });

  test("CMP-03 a consent that is told after its stop is kept as ended, in whatever order the two arrive", async () => {
    const firm = await firmOf();
    const contactId = await contactOf(firm);
    const stop = { e164: CLIENT, channel: "all", kind: "stop", source: "staff" } as const;
    await inTenant(firm, (tx) => recordOptOut(tx, { ...stop, occurredAt: at(100) }));
    const { id: contactPhoneId } = await inTenant(firm, async (tx) => {
      const found = await tx.query.contactPhones.findFirst();
      if (!found) throw new Error("no phone");
      return found;
    });
    const consent = {
      contactId,
      contactPhoneId,
      channel: "voice_ai",
      purpose: "informational",
      level: "express",
      captureMethod: "paper",
      wording: "I agree",
      wordingVersion: "1",
      language: "en",
      evidence: "paper form in the file",
      signatureKind: null,
      isNotConditionStated: false,
      userId: "user_1",
      now: at(1_000),
    } as const;
    await inTenant(firm, (tx) => recordConsent(tx, { ...consent, capturedAt: at(50) }));
    await inTenant(firm, (tx) => recordConsent(tx, { ...consent, capturedAt: at(150) }));
    expect((await ledgerOf(firm)).map(({ revokedAt }) => revokedAt)).toEqual([at(100), null]);
    await expect(
      inTenant(firm, (tx) => recordConsent(tx, { ...consent, capturedAt: at(150), expiresAt: at(149) })),
    ).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("what a stranger wrote and ticked comes into the ledger when they become a contact, with page, address and hash", async () => {
    const firm = await firmOf();
    await say(firm, "I was in a crash", 0);
    const wording = "I agree to be texted about my case.";
    const consent = formConsent.parse({
      wording,
      version: "web-3",
      channels: ["sms", "voice_ai"],
      isSigned: true,
      ip: "203.0.113.9",
      pageUrl: "https://firm.example/intake",
      givenAt: at(5).toISOString(),
    });
    const lead = {
      source: "make",
      externalId: "F1",
      firstName: "Ana",
      lastName: null,
      phone: CLIENT,
      email: null,
      language: "en",
      summary: null,
      receivedAt: at(6),
      eventId: null,
      consent,
    } as const;
    for (const _ of [1, 2]) await inTenant(firm, (tx) => createLeadFromSource(tx, lead));
    expect(await ledgerOf(firm)).toEqual([]);
    const contactId = await contactOf(firm, null);
    for (const _ of [1, 2]) {
      await inTenant(firm, (tx) => addContactPhone(tx, { contactId, phone: CLIENT, label: "mobile" }));
    }
    const ledger = await ledgerOf(firm);
    expect(ledger).toHaveLength(3);
    expect(ledger[0]).toMatchObject({ level: "implied", channel: "sms", contactId });
    for (const row of ledger.slice(1)) {
      expect(row).toMatchObject({
        level: "express_written",
        captureMethod: "web_form",
        wording,
        wordingVersion: "web-3",
        wordingSha256: hashWording(wording),
        ip: "203.0.113.9",
        pageUrl: "https://firm.example/intake",
        capturedAt: at(5),
      });
    }
  });

  test("the ledger is listed page by page, by channel, standing and number, and for one's own firm", async () => {
    const firm = await firmOf();
    await contactOf(firm);
    await say(firm, "hello", 0);
    await say(firm, "hola", 5, { channel: "whatsapp", provider: "evolution" });
    await say(firm, "STOP", 10);
    const now = at(100);
    const list = (filter: object, who = firm) =>
      inTenant(who, (tx) => listAllConsents(tx, { limit: 1, now, ...filter }));
    const first = await list({});
    expect(first.rows).toMatchObject([{ channel: "whatsapp", standing: "in_force", contact: { lastName: "Lopez" } }]);
    expect((await list({ cursor: first.nextCursor })).rows).toMatchObject([{ channel: "sms", standing: "revoked" }]);
    expect((await list({ standing: "revoked", limit: 5 })).rows).toHaveLength(1);
    expect((await list({ standing: "in_force", limit: 5, query: "602 555" })).rows).toHaveLength(1);
    expect((await list({ query: "+12125550000" })).rows).toEqual([]);
    expect((await list({}, await firmOf())).rows).toEqual([]);
  });
});
