import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { conversations } from "@/db/schema/conversations";
import { leads } from "@/db/schema/leads";
import { memberships } from "@/db/schema/memberships";
import { inTenant } from "@/db/tenant";
import { createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { findSetUp } from "./find-set-up";
import { getUserDashboardStats } from "./get-user-dashboard-stats";
import { countWaitingLeads, listIncompleteCases, listWaitingLeads } from "./list-waiting";
import { listWaitingConversations } from "./list-waiting-conversations";
import { searchRecords } from "./search-records";

/** 01:30 in Phoenix on 21 November, while it is 08:30 in UTC. */
const NOW = new Date("2026-11-21T08:30:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const call = { direction: "outbound", purpose: "callback", language: "en", clientNumber: "+16025550142" } as const;

test("the figures count the firm's own day, and the median the answered leads", async () => {
  const firm = await createCallingFirm({ orgId: "org_home_stats" });
  await inTenant(firm.principal, async (tx) => {
    await tx.insert(callLogs).values([
      { ...call, createdAt: new Date("2026-11-21T07:30:00Z"), state: "ended", answeredAt: NOW },
      { ...call, createdAt: new Date("2026-11-21T08:00:00Z"), state: "ringing" },
      { ...call, createdAt: new Date("2026-11-21T06:30:00Z"), state: "ended", answeredAt: NOW },
    ]);
    const receivedAt = new Date("2026-11-20T10:00:00Z");
    const after = (minutes: number) => new Date(receivedAt.getTime() + minutes * 60_000);
    const lead = { firstName: "A", lastName: "B", source: "web_form", receivedAt } as const;
    await tx
      .insert(leads)
      .values([
        { ...lead, status: "contacted", firstResponseAt: after(10) },
        { ...lead, status: "contacted", firstResponseAt: after(20) },
        { ...lead, status: "lost", firstResponseAt: after(60) },
        lead,
      ]);
  });
  expect(await inTenant(firm.principal, (tx) => getUserDashboardStats(tx, { now: NOW }))).toEqual({
    callsToday: 2,
    answeredToday: 1,
    callsUnderWay: 1,
    waitingLeads: 1,
    casesMissingInformation: 1,
    pendingProposals: 0,
    medianFirstResponseSeconds: 1_200,
  });
});

test("a firm without anything has figures of nothing", async () => {
  const who = testPrincipal("org_home_empty");
  const stats = await inTenant(who, (tx) => getUserDashboardStats(tx, { now: NOW }));
  expect(stats).toMatchObject({ callsToday: 0, waitingLeads: 0, medianFirstResponseSeconds: null });
});

test("a restricted case is in the figures, lists and search of its members only", async () => {
  const firm = await createCallingFirm({ orgId: "org_home_wall", restrictedTo: ["user_of_org_home_wall"] });
  const outside = testPrincipal("org_home_wall", { actor: { type: "user", userId: "user_outside" } });
  const read = (who: typeof outside) =>
    inTenant(who, async (tx) => ({
      count: (await getUserDashboardStats(tx, { now: NOW })).casesMissingInformation,
      listed: (await listIncompleteCases(tx)).length,
      found: (await searchRecords(tx, "canary")).map((record) => record.kind),
      byNumber: (await searchRecords(tx, "1041")).length,
    }));
  expect(await read(firm.principal)).toEqual({ count: 1, listed: 1, found: ["case", "contact"], byNumber: 1 });
  expect(await read(outside)).toEqual({ count: 0, listed: 0, found: ["contact"], byNumber: 0 });
});

test("TEN-09 a search finds nothing of another firm", async () => {
  await createCallingFirm({ orgId: "org_home_owner" });
  const stranger = testPrincipal("org_home_stranger");
  expect(await inTenant(stranger, (tx) => searchRecords(tx, "canary"))).toEqual([]);
  expect(await inTenant(stranger, (tx) => searchRecords(tx, "6025550142"))).toEqual([]);
});

test("the search finds people by digits and leads by name, and nothing for signs alone", async () => {
  const firm = await createCallingFirm({ orgId: "org_home_search" });
  await inTenant(firm.principal, (tx) =>
    tx.insert(leads).values({ firstName: "Manuel", lastName: "Aguirre", source: "web_form", phone: "+16025550181" }),
  );
  const kinds = async (typed: string) =>
    (await inTenant(firm.principal, (tx) => searchRecords(tx, typed))).map(({ kind, hint }) => `${kind} ${hint}`);
  expect(await kinds("555-0142")).toEqual(["contact (602) 555-0142"]);
  expect(await kinds("agui")).toEqual(["lead (602) 555-0181"]);
  expect(await kinds("%&|!")).toEqual([]);
});

test("waiting leads stand with the longest wait first, twenty of them, and the rest is counted", async () => {
  const who = testPrincipal("org_home_waiting");
  await inTenant(who, async (tx) => {
    await tx.insert(memberships).values({ userId: "user_sofia", role: "org:paralegal", firstName: "Sofia" });
    await tx.insert(leads).values(
      Array.from({ length: 23 }, (_, index) => ({
        firstName: "Lead",
        lastName: String(index),
        source: "web_form" as const,
        receivedAt: new Date(NOW.getTime() - index * 60_000),
        assignedUserId: index === 22 ? "user_sofia" : null,
      })),
    );
  });
  const { rows, total } = await inTenant(who, async (tx) => ({
    rows: await listWaitingLeads(tx),
    total: await countWaitingLeads(tx),
  }));
  expect(total).toBe(23);
  expect(rows).toHaveLength(20);
  expect(rows[0]).toMatchObject({ name: "Lead 22", assignedName: "Sofia" });
});

test("people who wait for an answer stand with the longest wait first, without those of others' walls", async () => {
  const firm = await createCallingFirm({ orgId: "org_home_people", restrictedTo: ["user_of_org_home_people"] });
  const at = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
  await inTenant(firm.principal, (tx) =>
    tx.insert(conversations).values([
      { clientAddress: "+16025550101", senderName: "Ana", lastMessageAt: at(5), waitingSince: at(5) },
      { clientAddress: "+16025550102", lastMessageAt: at(50), waitingSince: at(50), status: "resolved" },
      { clientAddress: "+16025550103", lastMessageAt: at(60) },
      { clientAddress: firm.e164, contactId: firm.contactId, lastMessageAt: at(9), waitingSince: at(9) },
    ]),
  );
  const outside = testPrincipal("org_home_people", { actor: { type: "user", userId: "user_outside" } });
  const namesFor = async (who: typeof outside) =>
    (await inTenant(who, listWaitingConversations)).map(({ name }) => name);
  expect(await namesFor(firm.principal)).toEqual(["Rosa Canarylast", "Ana"]);
  expect(await namesFor(outside)).toEqual(["Ana"]);
  expect(await namesFor(testPrincipal("org_home_nobody"))).toEqual([]);
});

test("set-up reads the callback number and counts present members", async () => {
  const firm = await createCallingFirm({ orgId: "org_home_setup" });
  await inTenant(firm.principal, (tx) =>
    tx.insert(memberships).values([
      { userId: randomUUID(), role: "org:admin" },
      { userId: randomUUID(), role: "org:viewer", removedAt: NOW },
    ]),
  );
  expect(await inTenant(firm.principal, findSetUp)).toEqual({ callbackNumber: "+16025550110", teamSize: 1 });
});
