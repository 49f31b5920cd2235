import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { caseDetails } from "@/db/schema/case-details";
import { contacts } from "@/db/schema/contacts";
import { leads } from "@/db/schema/leads";
import { memberships } from "@/db/schema/memberships";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { auditChanges } from "./audit-changes";
import { auditEvent } from "./audit-event";
import { listAuditActors } from "./list-audit-actors";
import { type AuditFilter, listAuditEntries } from "./list-audit-entries";
import { verifyFirmChain } from "./verify-firm-chain";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

function entries(who: Principal, filter: Partial<AuditFilter> = {}) {
  return inTenant(who, (tx) => listAuditEntries(tx, { limit: 100, ...filter }));
}

function addLead(who: Principal, lastName: string) {
  return inTenant(who, (tx) => tx.insert(leads).values({ firstName: "Ana", lastName, source: "staff" }));
}

test("a change stands in the log with its actor's name, and personal values stay out of it", async () => {
  const who = testPrincipal("org_audit_diff");
  await inTenant(who, (tx) =>
    tx
      .insert(memberships)
      .values({ userId: "user_of_org_audit_diff", role: "org:admin", firstName: "Maya", lastName: "Calder" }),
  );
  await addLead(who, "Vega");
  await inTenant(who, (tx) =>
    tx.update(leads).set({ lastName: "Ruiz", status: "contacted" }).where(eq(leads.lastName, "Vega")),
  );
  const [change] = (await entries(who, { subjectType: "leads" })).rows;
  expect(change).toMatchObject({ action: "leads.update", actorName: "Maya Calder", outcome: "done", isWalled: false });
  expect(change?.detail).not.toContain("Ruiz");
  expect(auditChanges(change?.detail ?? null)).toEqual([
    { field: "last_name", before: { kind: "redacted" }, after: { kind: "redacted" } },
    { field: "status", before: { kind: "value", text: "new" }, after: { kind: "value", text: "contacted" } },
  ]);
});

test("a named event reads as new values, and an erased or unreadable detail as none", () => {
  expect(auditChanges('{"reason":"audit:read","count":2}')).toEqual([
    { field: "reason", before: { kind: "none" }, after: { kind: "value", text: "audit:read" } },
    { field: "count", before: { kind: "none" }, after: { kind: "value", text: "2" } },
  ]);
  expect([auditChanges(null), auditChanges("{"), auditChanges("[]")]).toEqual([[], [], []]);
});

test("pages go down the chain without gap or repeat", async () => {
  const who = testPrincipal("org_audit_pages");
  for (const name of ["A", "B", "C", "D", "E"]) await addLead(who, name);
  const seen: number[] = [];
  let before: number | null = null;
  do {
    const page = await entries(who, { before, limit: 2 });
    seen.push(...page.rows.map((row) => row.sequence));
    before = page.nextBefore;
  } while (before !== null);
  expect(seen).toEqual([5, 4, 3, 2, 1]);
});

test("filters cut by subject, action, actor, kind of actor and outcome", async () => {
  const who = testPrincipal("org_audit_filter");
  const webhook = testPrincipal("org_audit_filter", {
    actor: { type: "webhook", provider: "vapi", endpointId: null },
  });
  await addLead(who, "A");
  await addLead(webhook, "B");
  await inTenant(who, (tx) => tx.insert(contacts).values({ firstName: "C", lastName: "D" }));
  await inTenant(who, (tx) =>
    auditEvent(tx, {
      action: "access.denied",
      subjectType: "operation",
      subjectId: "lead.create",
      outcome: "denied",
      detail: { reason: "leads:write" },
    }),
  );
  const actions = async (filter: Partial<AuditFilter>) =>
    (await entries(who, filter)).rows.map((row) => row.action).toSorted();
  expect(await actions({ subjectType: "leads" })).toEqual(["leads.insert", "leads.insert"]);
  expect(await actions({ actorType: "webhook" })).toEqual(["leads.insert"]);
  expect(await actions({ actorId: "user_of_org_audit_filter", action: ".insert" })).toEqual([
    "contacts.insert",
    "leads.insert",
  ]);
  expect(await actions({ outcome: "denied" })).toEqual(["access.denied"]);
});

test("an entry about a restricted case keeps its place and says nothing to whoever is outside the wall", async () => {
  const firm = await createCallingFirm({ orgId: "org_audit_wall", restrictedTo: ["user_of_org_audit_wall"] });
  const outside = testPrincipal("org_audit_wall", { actor: { type: "user", userId: "user_outside" } });
  await inTenant(firm.principal, (tx) =>
    tx.update(caseDetails).set({ value: "changed" }).where(eq(caseDetails.caseId, firm.caseId)),
  );
  await inTenant(firm.principal, (tx) => tx.delete(caseDetails).where(eq(caseDetails.caseId, firm.caseId)));
  const inside = (await entries(firm.principal)).rows;
  const shown = (await entries(outside)).rows;
  expect(shown.map((row) => row.sequence)).toEqual(inside.map((row) => row.sequence));
  expect(inside.some((row) => row.isWalled)).toBe(false);
  const walled = shown.filter((row) => row.isWalled);
  expect([...new Set(walled.map((row) => row.subjectType))].toSorted()).toEqual([
    "case_details",
    "case_members",
    "case_notes",
    "cases",
  ]);
  expect(walled.every((row) => row.subjectId === null && row.detail === null)).toBe(true);
  expect(JSON.stringify(shown)).not.toContain(firm.caseId);
  expect((await entries(outside, { subjectId: firm.caseId })).rows).toEqual([]);
  expect((await inTenant(outside, verifyFirmChain)).ok).toBe(true);
});

test("TEN-09 the log of another firm is empty, also by a record's own id", async () => {
  const owner = testPrincipal("org_audit_owner");
  const stranger = testPrincipal("org_audit_stranger");
  await addLead(owner, "A");
  const [mine] = (await entries(owner)).rows;
  expect((await entries(stranger)).rows).toEqual([]);
  expect((await entries(stranger, { subjectId: mine?.subjectId ?? "" })).rows).toEqual([]);
  expect(await inTenant(stranger, listAuditActors)).toEqual([]);
});

test("AUD-02 the check names count and head of a whole chain, and the first entry that was changed", async () => {
  const who = testPrincipal("org_audit_verify");
  for (const name of ["A", "B", "C"]) await addLead(who, name);
  const [newest] = (await entries(who)).rows;
  expect(await inTenant(who, verifyFirmChain)).toEqual({ ok: true, links: 3, head: newest?.hash });
  await database.asOwner("alter table audit_logs disable trigger append_only");
  await database.asOwner("update audit_logs set action = 'leads.delete' where tenant_id = $1 and sequence = 2", [
    who.tenantId,
  ]);
  await database.asOwner("alter table audit_logs enable trigger append_only");
  expect(await inTenant(who, verifyFirmChain)).toEqual({ ok: false, sequence: 2, fault: "hash" });
});
