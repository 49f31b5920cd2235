import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { tenantIdOf } from "@/lib/core/tenant-id";
import { caseDetails } from "../schema/case-details";
import { caseMembers } from "../schema/case-members";
import { caseNotes } from "../schema/case-notes";
import { caseParties } from "../schema/case-parties";
import { cases } from "../schema/cases";
import { firmCounters } from "../schema/firm-counters";
import { firms } from "../schema/firms";
import { leadMetadata } from "../schema/lead-metadata";
import { leads } from "../schema/leads";
import { memberships } from "../schema/memberships";
import { inTenant, type TenantTx } from "../tenant";
import { DEMO_CASES, type DemoCase } from "./demo-cases";
import { DEMO_FIRMS, type DemoFirm } from "./demo-firms";
import { DEMO_LEADS } from "./demo-leads";
import { DEMO_PEOPLE } from "./demo-people";
import { DEMO_THREADS } from "./demo-threads";
import { seedCalls } from "./seed-calls";
import { type SeededContact, seedContacts } from "./seed-contacts";
import { seedCredits } from "./seed-credits";
import { seedTemplates } from "./seed-templates";
import { seedThreads } from "./seed-threads";

const WORKDAY = { opens: "08:00", closes: "18:00" };
export const DEMO_HOURS = {
  1: WORKDAY,
  2: WORKDAY,
  3: WORKDAY,
  4: WORKDAY,
  5: WORKDAY,
  6: { opens: "09:00", closes: "13:00" },
};

/**
 * Fills both demo firms, once: a firm that is there already is left as it is. `now` is the time that "days ago" counts
 * from.
 * @returns whether anything was written
 */
export async function seedDemo(now: Date): Promise<boolean> {
  let wrote = false;
  for (const firm of DEMO_FIRMS) {
    const who = {
      tenantId: tenantIdOf(firm.orgId),
      actor: { type: "system" as const, name: "demo-seed" },
      requestId: randomUUID(),
    };
    wrote = (await inTenant(who, (tx) => seedFirm(tx, firm, now))) || wrote;
  }
  return wrote;
}

async function seedFirm(tx: TenantTx, firm: DemoFirm, now: Date): Promise<boolean> {
  const [existing] = await tx.select({ name: firms.name }).from(firms);
  if (existing) return false;
  await tx.insert(firms).values({
    clerkOrganizationId: firm.orgId,
    name: firm.name,
    slug: firm.slug,
    timeZone: firm.timeZone,
    state: firm.state,
    callbackNumber: firm.phone,
    transferNumber: firm.phone,
    hours: DEMO_HOURS,
  });
  await tx.insert(memberships).values(
    firm.users.map((user) => ({
      userId: user.id,
      role: user.role,
      firstName: user.firstName,
      lastName: user.lastName,
      email: user.email,
    })),
  );
  const contacts = await seedContacts(tx, DEMO_PEOPLE[firm.orgId] ?? [], now);
  const caseIds = await seedCases(tx, firm, contacts, now);
  await seedLeads(tx, firm, now);
  await seedCalls(tx, { contacts, caseIds, cases: DEMO_CASES[firm.orgId] ?? [], userId: paralegalOf(firm), now });
  await seedThreads(tx, {
    threads: DEMO_THREADS[firm.orgId] ?? [],
    ...{ contacts, line: firm.phone, userId: paralegalOf(firm), now },
  });
  await seedTemplates(tx, paralegalOf(firm));
  await seedCredits(tx, now);
  return true;
}

async function seedCases(tx: TenantTx, firm: DemoFirm, contacts: SeededContact[], now: Date): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, demoCase] of (DEMO_CASES[firm.orgId] ?? []).entries()) {
    const contact = contacts[demoCase.client];
    if (!contact) continue;
    const id = randomUUID();
    ids.push(id);
    const updatedAt = new Date(now.getTime() - (index * 7 + 1) * 3_600_000);
    await tx.insert(cases).values({
      id,
      caseNumber: 1001 + index,
      title: demoCase.title,
      practiceArea: demoCase.practiceArea,
      stage: demoCase.stage,
      clientContactId: contact.id,
      responsibleUserId: paralegalOf(firm),
      openedOn: new Date(now.getTime() - demoCase.openedDaysAgo * 86_400_000).toISOString().slice(0, 10),
      createdAt: new Date(now.getTime() - demoCase.openedDaysAgo * 86_400_000),
      updatedAt,
    });
    await seedCaseChildren(tx, { id, demoCase, contact, firm, updatedAt });
  }
  await tx.insert(firmCounters).values({ name: "case", lastValue: 1000 + ids.length });
  return ids;
}

type CaseSeed = { id: string; demoCase: DemoCase; contact: SeededContact; firm: DemoFirm; updatedAt: Date };

async function seedCaseChildren(tx: TenantTx, seed: CaseSeed): Promise<void> {
  const { id: caseId, demoCase, contact, firm } = seed;
  const userId = paralegalOf(firm);
  await tx
    .insert(caseParties)
    .values([
      { caseId, contactId: contact.id, name: contact.name, role: "client" as const },
      ...demoCase.parties.map(([name, role]) => ({ caseId, name, role })),
    ]);
  await tx.insert(caseNotes).values({ caseId, authorUserId: userId, body: demoCase.note, createdAt: seed.updatedAt });
  if (demoCase.details.length > 0) {
    await tx.insert(caseDetails).values(
      demoCase.details.map(([field, value]) => ({
        caseId,
        field,
        value,
        source: "staff" as const,
        acceptedByUserId: userId,
      })),
    );
  }
  if (demoCase.isRestricted) {
    const inside = firm.users.filter((user) => user.role === "org:admin" || user.role === "org:attorney");
    await tx.insert(caseMembers).values(inside.map((user) => ({ caseId, userId: user.id })));
    await tx.execute(sql`update cases set is_restricted = true where id = ${caseId}`);
  }
}

async function seedLeads(tx: TenantTx, firm: DemoFirm, now: Date): Promise<void> {
  for (const [index, lead] of (DEMO_LEADS[firm.orgId] ?? []).entries()) {
    const id = randomUUID();
    const receivedAt = new Date(now.getTime() - lead.receivedMinutesAgo * 60_000);
    const responded = lead.respondedAfterMinutes;
    await tx.insert(leads).values({
      id,
      firstName: lead.firstName,
      lastName: lead.lastName,
      phone: `+1${firm.phone.slice(2, 5)}55501${String(80 + index).padStart(2, "0")}`,
      preferredLanguage: lead.language,
      source: lead.source,
      practiceArea: lead.practiceArea,
      summary: lead.summary,
      status: lead.status,
      statusReason: lead.reason ?? null,
      assignedUserId: responded === undefined ? null : paralegalOf(firm),
      receivedAt,
      firstResponseAt: responded === undefined ? null : new Date(receivedAt.getTime() + responded * 60_000),
      createdAt: receivedAt,
      updatedAt: receivedAt,
    });
    await tx
      .insert(leadMetadata)
      .values({ leadId: id, key: "landing_page", value: lead.source === "web_form" ? "/free-case-review" : "none" });
  }
}

function paralegalOf(firm: DemoFirm): string {
  return firm.users.find((user) => user.role === "org:paralegal")?.id ?? "user_unknown";
}
