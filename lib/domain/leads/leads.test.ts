import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { caseMembers } from "@/db/schema/case-members";
import { cases } from "@/db/schema/cases";
import { contacts } from "@/db/schema/contacts";
import { leads } from "@/db/schema/leads";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { changeLeadStatus } from "./change-lead-status";
import { createLead } from "./create-lead";
import { findLead } from "./find-lead";
import { changeLeadStatusInput, createLeadInput } from "./leads.schema";
import { listLeads } from "./list-leads";
import { takeLead } from "./take-lead";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

function addLead(who: Principal, changes: Record<string, unknown> = {}) {
  const input = createLeadInput.parse({
    firstName: "Bianca",
    lastName: "Torres",
    preferredLanguage: "es",
    source: "referral",
    practiceArea: "auto_accident",
    phone: "(602) 555-0180",
    email: "Bianca@Example.com",
    summary: "Rear-ended on I-17",
    ...changes,
  });
  return inTenant(who, (tx) => createLead(tx, { ...input, userId: "user_sofia" }));
}

test("a lead that staff write down is found again, normalised, with its clock running", async () => {
  const who = testPrincipal("org_leads_create");
  const { id } = await addLead(who);
  const lead = await inTenant(who, (tx) => findLead(tx, id));
  expect(lead).toMatchObject({
    firstName: "Bianca",
    phone: "+16025550180",
    email: "bianca@example.com",
    status: "new",
    assignedUserId: "user_sofia",
    firstResponseAt: null,
    convertedCase: null,
    metadata: [],
    calls: [],
  });
});

test("a number that is none is refused", async () => {
  const who = testPrincipal("org_leads_phone");
  await expect(addLead(who, { phone: "12" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("declined and lost need a reason, and other statuses do not", () => {
  const leadId = randomUUID();
  expect(changeLeadStatusInput.safeParse({ leadId, status: "declined" }).success).toBe(false);
  expect(changeLeadStatusInput.safeParse({ leadId, status: "lost", reason: "unreachable" }).success).toBe(true);
  expect(changeLeadStatusInput.safeParse({ leadId, status: "qualified" }).success).toBe(true);
});

test("a status change says what it was before, and only the first stops the response clock", async () => {
  const who = testPrincipal("org_leads_status");
  const { id } = await addLead(who);
  const first = await inTenant(who, (tx) => changeLeadStatus(tx, { leadId: id, status: "contacted" }));
  expect(first).toEqual({ status: "new", reason: null });
  const responded = await inTenant(who, (tx) => findLead(tx, id));
  await inTenant(who, (tx) => changeLeadStatus(tx, { leadId: id, status: "declined", reason: "no_damages" }));
  const back = await inTenant(who, (tx) => changeLeadStatus(tx, { leadId: id, status: "contacted", reason: null }));
  expect(back).toEqual({ status: "declined", reason: "no_damages" });
  const lead = await inTenant(who, (tx) => findLead(tx, id));
  expect(lead?.firstResponseAt).toEqual(responded?.firstResponseAt);
  expect(lead?.firstResponseAt).toBeInstanceOf(Date);
});

test("a first response that is taken back at once is none, and an older one stays", async () => {
  const who = testPrincipal("org_leads_undo");
  const { id } = await addLead(who);
  const respondedAt = async () => (await inTenant(who, (tx) => findLead(tx, id)))?.firstResponseAt;
  await inTenant(who, (tx) => changeLeadStatus(tx, { leadId: id, status: "contacted" }));
  await inTenant(who, (tx) => changeLeadStatus(tx, { leadId: id, status: "new" }));
  expect(await respondedAt()).toBeNull();
  const earlier = new Date(Date.now() - 60_000);
  await inTenant(who, (tx) => tx.update(leads).set({ firstResponseAt: earlier }).where(eq(leads.id, id)));
  await inTenant(who, (tx) => changeLeadStatus(tx, { leadId: id, status: "new" }));
  expect(await respondedAt()).toEqual(earlier);
});

test("of two who take a lead one gets it, and taking one's own again changes nothing", async () => {
  const who = testPrincipal("org_leads_take");
  const { id } = await addLead(who);
  await inTenant(who, (tx) => takeLead(tx, { leadId: id, userId: "user_sofia" }));
  await expect(inTenant(who, (tx) => takeLead(tx, { leadId: id, userId: "user_liam" }))).rejects.toMatchObject({
    code: "conflict",
  });
});

test("TEN-09 another firm's lead answers exactly as one that never was", async () => {
  const owner = testPrincipal("org_leads_owner");
  const stranger = testPrincipal("org_leads_stranger");
  const { id } = await addLead(owner);
  const answers = await Promise.all(
    [id, randomUUID()].map((leadId) =>
      inTenant(stranger, async (tx) => ({
        found: await findLead(tx, leadId),
        taken: await takeLead(tx, { leadId, userId: "user_x" }).catch(String),
        changed: await changeLeadStatus(tx, { leadId, status: "contacted" }).catch(String),
      })),
    ),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.found).toBeNull();
  expect(await inTenant(stranger, (tx) => listLeads(tx, { limit: 10 }))).toEqual({ rows: [], nextCursor: null });
});

test("pages follow each other without gap or repeat, also where leads came at the same moment", async () => {
  const who = testPrincipal("org_leads_pages");
  const receivedAt = new Date("2026-11-20T10:00:00Z");
  await inTenant(who, async (tx) => {
    const names = Array.from({ length: 7 }, (_, index) => `Lead ${index}`);
    await tx
      .insert(leads)
      .values(names.map((lastName) => ({ firstName: "A", lastName, source: "web_form" as const, receivedAt })));
  });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await inTenant(who, (tx) => listLeads(tx, { cursor, limit: 3 }));
    seen.push(...page.rows.map((row) => row.lastName));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen.toSorted()).toEqual(Array.from({ length: 7 }, (_, index) => `Lead ${index}`));
});

test("filters and search cut the list: status, response, words, digits, and no wildcard of the reader's own", async () => {
  const who = testPrincipal("org_leads_filter");
  const { id } = await addLead(who);
  await addLead(who, { firstName: "Gordon", lastName: "Pratt", phone: "(602) 555-0199" });
  await inTenant(who, (tx) => changeLeadStatus(tx, { leadId: id, status: "contacted" }));
  const names = async (filter: Partial<Parameters<typeof listLeads>[1]>) =>
    (await inTenant(who, (tx) => listLeads(tx, { limit: 10, ...filter }))).rows.map((row) => row.firstName);
  expect(await names({ status: "contacted" })).toEqual(["Bianca"]);
  expect(await names({ isAnswered: false })).toEqual(["Gordon"]);
  expect(await names({ query: "pra" })).toEqual(["Gordon"]);
  expect(await names({ query: "555-0180" })).toEqual(["Bianca"]);
  expect(await names({ query: "%" })).toEqual([]);
});

test("a lead does not betray the restricted case that came of it", async () => {
  const inside = testPrincipal("org_leads_wall", { actor: { type: "user", userId: "user_inside" } });
  const outside = testPrincipal("org_leads_wall", { actor: { type: "user", userId: "user_outside" } });
  const ids = { caseId: randomUUID(), contactId: randomUUID(), leadId: randomUUID() };
  await inTenant(inside, async (tx) => {
    await tx.insert(contacts).values({ id: ids.contactId, firstName: "Ana", lastName: "Vega" });
    await tx.insert(cases).values({
      id: ids.caseId,
      caseNumber: 7,
      title: "Vega – sealed",
      practiceArea: "custody",
      clientContactId: ids.contactId,
      openedOn: "2026-11-01",
      isRestricted: false,
    });
    await tx.insert(caseMembers).values({ caseId: ids.caseId, userId: "user_inside" });
    await tx.update(cases).set({ isRestricted: true }).where(eq(cases.id, ids.caseId));
    await tx.insert(leads).values({
      id: ids.leadId,
      firstName: "Ana",
      lastName: "Vega",
      source: "staff",
      status: "retained",
      convertedCaseId: ids.caseId,
    });
  });
  const seenInside = await inTenant(inside, (tx) => findLead(tx, ids.leadId));
  const seenOutside = await inTenant(outside, (tx) => findLead(tx, ids.leadId));
  expect(seenInside?.convertedCase?.title).toBe("Vega – sealed");
  expect(seenOutside?.convertedCase).toBeNull();
});
