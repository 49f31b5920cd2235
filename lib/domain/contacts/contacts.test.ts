import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { createCallingFirm, insertConsent } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { addContactPhone } from "./add-contact-phone";
import { contactInput, recordWishInput } from "./contacts.schema";
import { createContact } from "./create-contact";
import { findContact } from "./find-contact";
import { listContacts } from "./list-contacts";
import { listLocalTimes } from "./list-local-times";
import { recordContactWish } from "./record-contact-wish";
import { updateContact } from "./update-contact";

const NOW = new Date("2026-11-24T18:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

function addContact(who: Principal, changes: Record<string, unknown> = {}) {
  const input = contactInput.parse({
    firstName: "Elena",
    lastName: "Márquez",
    preferredLanguage: "es",
    addressState: "az",
    phone: "602-555-0120",
    email: "Elena@Example.com",
    notes: "",
    ...changes,
  });
  return inTenant(who, (tx) => createContact(tx, input));
}

test("a contact is kept with its number, address and language in their canonical forms", async () => {
  const who = testPrincipal("org_contacts_create");
  const { id } = await addContact(who);
  const contact = await inTenant(who, (tx) => findContact(tx, id));
  expect(contact).toMatchObject({
    firstName: "Elena",
    addressState: "AZ",
    notes: null,
    phones: [{ e164: "+16025550120", label: "mobile", isPrimary: true, optOuts: [] }],
    emails: [{ email: "elena@example.com", isPrimary: true }],
    cases: [],
    consents: [],
    calls: [],
  });
});

test("a contact changes, and takes a further number once", async () => {
  const who = testPrincipal("org_contacts_change");
  const { id } = await addContact(who);
  await inTenant(who, async (tx) => {
    await updateContact(tx, {
      contactId: id,
      firstName: "Elena",
      lastName: "Ruiz",
      preferredLanguage: "en",
      addressState: null,
      notes: "Prefers mornings",
    });
    await addContactPhone(tx, { contactId: id, phone: "(480) 555-0121", label: "work" });
    await addContactPhone(tx, { contactId: id, phone: "+1 480 555 0121", label: "work" });
  });
  const contact = await inTenant(who, (tx) => findContact(tx, id));
  expect(contact).toMatchObject({ lastName: "Ruiz", addressState: null, notes: "Prefers mornings" });
  expect(contact?.phones.map((phone) => [phone.e164, phone.isPrimary])).toEqual([
    ["+16025550120", true],
    ["+14805550121", false],
  ]);
});

test("TEN-09 another firm's contact answers exactly as one that never was", async () => {
  const firm = await createCallingFirm({ orgId: "org_contacts_owner" });
  const stranger = testPrincipal("org_contacts_stranger");
  const foreign = { contactId: firm.contactId, contactPhoneId: firm.phoneId };
  const unknown = { contactId: randomUUID(), contactPhoneId: randomUUID() };
  const answers = [];
  for (const target of [foreign, unknown]) {
    answers.push({
      found: await inTenant(stranger, (tx) => findContact(tx, target.contactId)),
      phone: await refusalOf(stranger, (tx) =>
        addContactPhone(tx, { contactId: target.contactId, phone: "6025550199", label: "home" }),
      ),
      wish: await refusalOf(stranger, (tx) =>
        recordContactWish(tx, { ...target, channel: "voice", kind: "stop", words: null, userId: "user_x", now: NOW }),
      ),
    });
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]).toMatchObject({ found: null, phone: { code: "not_found" }, wish: { code: "not_found" } });
  expect((await inTenant(stranger, (tx) => listContacts(tx, { limit: 10 }))).rows).toEqual([]);
});

test("pages follow each other by last name without gap or repeat, also among namesakes", async () => {
  const who = testPrincipal("org_contacts_pages");
  for (const firstName of ["A", "B", "C", "D", "E"]) await addContact(who, { firstName, lastName: "Ortiz", phone: "" });
  await addContact(who, { firstName: "Z", lastName: "Abbott", phone: "" });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await inTenant(who, (tx) => listContacts(tx, { cursor, limit: 2 }));
    seen.push(...page.rows.map((row) => row.firstName));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen[0]).toBe("Z");
  expect(seen.slice(1).toSorted()).toEqual(["A", "B", "C", "D", "E"]);
});

test("the search finds the beginnings of names and runs of digits, and the language filter cuts it", async () => {
  const who = testPrincipal("org_contacts_search");
  await addContact(who);
  await addContact(who, { firstName: "Tom", lastName: "Akana", preferredLanguage: "en", phone: "808-555-0129" });
  const names = async (filter: Partial<Parameters<typeof listContacts>[1]>) =>
    (await inTenant(who, (tx) => listContacts(tx, { limit: 10, ...filter }))).rows.map((row) => row.firstName);
  expect(await names({ query: "márq el" })).toEqual(["Elena"]);
  expect(await names({ query: "(808) 555" })).toEqual(["Tom"]);
  expect(await names({ query: "0120" })).toEqual(["Elena"]);
  expect(await names({ language: "en" })).toEqual(["Tom"]);
});

test("a restricted case is counted and shown to its members only", async () => {
  const firm = await createCallingFirm({ orgId: "org_contacts_wall", restrictedTo: ["user_of_org_contacts_wall"] });
  const outside = testPrincipal("org_contacts_wall", { actor: { type: "user", userId: "user_outside" } });
  const read = (who: Principal) =>
    inTenant(who, async (tx) => ({
      counted: (await listContacts(tx, { limit: 10 })).rows[0]?.openCases,
      shown: (await findContact(tx, firm.contactId))?.cases.length,
    }));
  expect(await read(firm.principal)).toEqual({ counted: 1, shown: 1 });
  expect(await read(outside)).toEqual({ counted: 0, shown: 0 });
});

test("a person's wish to stop shows at the number and in the list, and their words end it", async () => {
  const firm = await createCallingFirm({ orgId: "org_contacts_wish", hasConsent: false });
  const wish = { contactId: firm.contactId, contactPhoneId: firm.phoneId, channel: "voice" as const, userId: "user_s" };
  const stopped = await inTenant(firm.principal, (tx) =>
    recordContactWish(tx, { ...wish, kind: "stop", words: null, now: NOW }),
  );
  expect(stopped.state).toBe("opted_out");
  const shown = await inTenant(firm.principal, async (tx) => ({
    phone: (await findContact(tx, firm.contactId))?.phones[0]?.optOuts,
    listed: (await listContacts(tx, { limit: 1 })).rows[0]?.isOptedOut,
  }));
  expect(shown).toEqual({ phone: [{ channel: "voice", effectiveAt: NOW }], listed: true });
  const later = new Date(NOW.getTime() + 60_000);
  const allowed = await inTenant(firm.principal, (tx) =>
    recordContactWish(tx, { ...wish, kind: "start", words: "Yes, please call me again", now: later }),
  );
  expect(allowed.state).toBe("opted_in");
  const contact = await inTenant(firm.principal, (tx) => findContact(tx, firm.contactId));
  expect(contact?.phones[0]?.optOuts).toEqual([]);
});

test("CMP-03 contact is not allowed again without the person's words", () => {
  const wish = { contactId: randomUUID(), contactPhoneId: randomUUID(), channel: "all" };
  expect(recordWishInput.safeParse({ ...wish, kind: "start", words: "  " }).success).toBe(false);
  expect(recordWishInput.safeParse({ ...wish, kind: "stop", words: "" }).success).toBe(true);
});

test("a contact's page carries the consents with their wording", async () => {
  const firm = await createCallingFirm({ orgId: "org_contacts_consent", hasConsent: false });
  await inTenant(firm.principal, (tx) =>
    insertConsent(tx, { contactId: firm.contactId, e164: firm.e164, channel: "voice_ai" }),
  );
  const contact = await inTenant(firm.principal, (tx) => findContact(tx, firm.contactId));
  expect(contact?.consents).toMatchObject([{ channel: "voice_ai", captureMethod: "web_form", revokedAt: null }]);
});

test("each different clock that a contact may see is given once, the earliest first", async () => {
  const phoenix = { e164: "+16025550120", addressState: null, declaredTimeZone: null };
  expect(await listLocalTimes(phoenix, NOW)).toEqual(["America/Phoenix"]);
  const mover = { ...phoenix, addressState: "NY", declaredTimeZone: "America/Detroit" };
  const zones = await listLocalTimes(mover, NOW);
  expect(zones[0]).toBe("America/Phoenix");
  expect(zones).toHaveLength(2);
});

async function refusalOf(who: Principal, work: Parameters<typeof inTenant<unknown>>[1]): Promise<unknown> {
  try {
    await inTenant(who, work);
    return null;
  } catch (error) {
    return error instanceof Error && "code" in error ? { code: error.code, message: error.message } : error;
  }
}
