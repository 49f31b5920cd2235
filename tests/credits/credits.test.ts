import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { creditAccounts } from "@/db/schema/credit-accounts";
import { creditEntries } from "@/db/schema/credit-entries";
import { creditHolds } from "@/db/schema/credit-holds";
import { memberships } from "@/db/schema/memberships";
import { ROLE_PERMISSIONS } from "@/lib/auth/role-permissions";
import { ROLES } from "@/lib/core/principal";
import { adjustCredits } from "@/lib/domain/credits/adjust-credits";
import { captureCredits } from "@/lib/domain/credits/capture-credits";
import { moveCreditsInput, setCreditLimitInput } from "@/lib/domain/credits/credits.schema";
import { expireHolds } from "@/lib/domain/credits/expire-holds";
import { exportEntries } from "@/lib/domain/credits/export-entries";
import { findBalance } from "@/lib/domain/credits/find-balance";
import type { HoldSubject } from "@/lib/domain/credits/find-hold";
import { grantCredits } from "@/lib/domain/credits/grant-credits";
import { holdCredits } from "@/lib/domain/credits/hold-credits";
import { listCreditLimits } from "@/lib/domain/credits/list-credit-limits";
import { listEntries } from "@/lib/domain/credits/list-entries";
import { loadCreditFacts } from "@/lib/domain/credits/load-credit-facts";
import { openCreditAccount } from "@/lib/domain/credits/open-credit-account";
import { STARTER_CREDITS } from "@/lib/domain/credits/price-list";
import { quoteCredits } from "@/lib/domain/credits/quote-credits";
import { releaseCredits } from "@/lib/domain/credits/release-credits";
import { removeCreditLimit } from "@/lib/domain/credits/remove-credit-limit";
import { setCreditLimit } from "@/lib/domain/credits/set-credit-limit";
import { setLowBalance } from "@/lib/domain/credits/set-low-balance";
import { expireHolds as expireHoldsWork } from "@/lib/jobs/handlers/expire-holds";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { aMessage, auditLedger, type CreditFirm, createCreditFirm } from "./ledger";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const EVERYTHING = { kind: null, channel: null, userId: null, from: null, to: null, before: null, limit: 100 };
const admin = { userId: "user_platform", requestId: "req_1" };
const inAnHour = () => new Date(Date.now() + 3_600_000);

type Spending = { subject?: HoldSubject; quantity?: number; userId?: string | null; expiresAt?: Date };

function hold(firm: CreditFirm, { subject = aMessage(), quantity = 1, ...rest }: Spending = {}): Promise<void> {
  const quote = quoteCredits({ service: "sms_segment", quantity });
  return firm.run((tx) => holdCredits(tx, { ...subject, quote, userId: null, expiresAt: inAnHour(), ...rest }));
}

const account = (firm: CreditFirm) => auditLedger(database.asOwner, firm.principal.tenantId);

test("each service has its price, and a senseless quantity none", () => {
  expect(quoteCredits({ service: "call_minute", quantity: 3 })).toEqual({
    service: "call_minute",
    channel: "voice",
    quantity: 3,
    unitPrice: 10,
    amount: 30,
  });
  expect(quoteCredits({ service: "sms_segment", quantity: 4 }).amount).toBe(4);
  expect(quoteCredits({ service: "whatsapp_message", quantity: 1 }).amount).toBe(1);
  expect(quoteCredits({ service: "ai_analysis", quantity: 1 }).amount).toBe(2);
  for (const quantity of [-1, 0.5, Number.NaN, 1e9]) {
    expect(() => quoteCredits({ service: "sms_segment", quantity })).toThrow("This quantity has no price");
  }
});

test("AVL-01 a hold is captured or released once, and a part that was not needed comes back", async () => {
  const firm = await createCreditFirm("org_settle", 10);
  const [sent, failed] = [aMessage(), aMessage()];
  await hold(firm, { subject: sent, quantity: 4 });
  await hold(firm, { subject: failed, quantity: 3 });
  expect(await account(firm)).toMatchObject({ balance: 3, held: 7 });
  await firm.run((tx) => captureCredits(tx, { ...sent, quantity: 1 }));
  expect(await account(firm)).toMatchObject({ balance: 6, held: 3 });
  await firm.run((tx) => releaseCredits(tx, { ...failed, reason: "failed" }));
  for (const again of [sent, failed]) {
    await firm.run((tx) => captureCredits(tx, again));
    await firm.run((tx) => releaseCredits(tx, { ...again, reason: "failed" }));
    await hold(firm, { subject: again, quantity: 2 });
  }
  expect(await account(firm)).toEqual({ balance: 9, held: 0, entries: 6, problems: [] });
  await firm.run((tx) => captureCredits(tx, aMessage()));
  expect(await account(firm)).toMatchObject({ entries: 6 });
});

test("AVL-01 what was used costs no more than was set aside", async () => {
  const firm = await createCreditFirm("org_capped", 10);
  const subject = aMessage();
  await hold(firm, { subject, quantity: 4 });
  await firm.run((tx) => captureCredits(tx, { ...subject, quantity: 9 }));
  expect(await account(firm)).toMatchObject({ balance: 6, held: 0, problems: [] });
});

test("AVL-01 the database itself refuses a negative account, a false line, and a change of the ledger", async () => {
  const firm = await createCreditFirm("org_constraints", 10);
  const refused = { cause: { code: "23514" } };
  await expect(firm.run((tx) => tx.update(creditAccounts).set({ balance: -1 }))).rejects.toMatchObject(refused);
  await expect(firm.run((tx) => tx.update(creditAccounts).set({ held: -1 }))).rejects.toMatchObject(refused);
  const line = { sequence: 2, balanceDelta: 5, heldDelta: 0, balanceAfter: 15, heldAfter: 0 } as const;
  for (const kind of ["hold", "capture", "release", "expire"] as const) {
    await expect(firm.run((tx) => tx.insert(creditEntries).values({ ...line, kind }))).rejects.toMatchObject(refused);
  }
  const forbidden = { cause: { code: "42501" } };
  await expect(firm.run((tx) => tx.update(creditEntries).set({ balanceDelta: 1 }))).rejects.toMatchObject(forbidden);
  await expect(firm.run((tx) => tx.delete(creditEntries))).rejects.toMatchObject(forbidden);
});

test("a firm begins with the starter grant once, and cannot grant itself more", async () => {
  const firm = await createCreditFirm("org_starter", null);
  await expect(hold(firm)).rejects.toMatchObject({ code: "precondition_failed" });
  await Promise.all([firm.run((tx) => openCreditAccount(tx)), firm.run((tx) => openCreditAccount(tx))]);
  expect(await account(firm)).toEqual({ balance: STARTER_CREDITS, held: 0, entries: 1, problems: [] });
  for (const kind of ["grant", "adjust"] as const) {
    const line = { sequence: 2, kind, balanceDelta: 9, heldDelta: 0, balanceAfter: STARTER_CREDITS + 9, heldAfter: 0 };
    await expect(firm.run((tx) => tx.insert(creditEntries).values(line))).rejects.toMatchObject({
      cause: { code: "42501" },
    });
  }
});

test("AUTH-07 the platform grants and corrects with a reason, which stands in the firm's ledger and audit log", async () => {
  const firm = await createCreditFirm("org_granted", 10);
  const { tenantId } = firm.principal;
  await grantCredits(admin, { tenantId, amount: 40, reason: "Invoice 7" });
  await adjustCredits(admin, { tenantId, amount: -50, reason: "Booked twice" });
  const refused = { code: "precondition_failed" };
  await expect(adjustCredits(admin, { tenantId, amount: -1, reason: "More" })).rejects.toMatchObject(refused);
  await expect(grantCredits(admin, { tenantId: randomUUID(), amount: 1, reason: "Who?" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(grantCredits(admin, { tenantId, amount: 1, reason: "  " })).rejects.toBeDefined();
  const { rows } = await firm.run((tx) => listEntries(tx, EVERYTHING));
  expect(rows.map(({ kind, balanceAfter, reason, actor }) => [kind, balanceAfter, reason, actor?.userId])).toEqual([
    ["adjust", 0, "Booked twice", "user_platform"],
    ["grant", 50, "Invoice 7", "user_platform"],
    ["grant", 10, "starter", "user_of_org_granted"],
  ]);
  expect((await account(firm)).problems).toEqual([]);
  const audited = await firm.run((tx) =>
    tx.select({ action: auditLogs.action }).from(auditLogs).where(eq(auditLogs.actorId, "user_platform")),
  );
  const actions = audited.map(({ action }) => action);
  expect(actions.filter((action) => action.startsWith("credits."))).toEqual(["credits.grant", "credits.adjust"]);
});

test("a grant without an amount or a reason, and a correction by nothing, are refused before they are tried", () => {
  const move = { tenantId: randomUUID(), kind: "grant", amount: 5, reason: "Invoice 7" };
  expect(moveCreditsInput.safeParse(move).success).toBe(true);
  expect(moveCreditsInput.safeParse({ ...move, kind: "adjust", amount: -5 }).success).toBe(true);
  for (const wrong of [
    { amount: 0 },
    { amount: -5 },
    { amount: 0, kind: "adjust" },
    { reason: " " },
    { amount: 1.5 },
  ]) {
    expect(moveCreditsInput.safeParse({ ...move, ...wrong }).success).toBe(false);
  }
});

test("limits of the firm, a channel and a person hold back exactly what is theirs", async () => {
  const firm = await createCreditFirm("org_limits", 100);
  await firm.run((tx) => tx.insert(memberships).values({ userId: "user_a", role: "org:paralegal", firstName: "Ana" }));
  const set = (scope: "firm" | "channel" | "user", subject: string, amount: number) =>
    firm.run((tx) => setCreditLimit(tx, { scope, subject, period: "day", amount, setByUserId: "user_admin" }));
  const facts = (userId: string | null, quantity: number) => {
    const quote = quoteCredits({ service: "sms_segment", quantity });
    return firm.run((tx) => loadCreditFacts(tx, { quote, userId, isReserving: false }));
  };
  await set("user", "user_a", 5);
  await set("channel", "whatsapp", 0);
  await hold(firm, { quantity: 5, userId: "user_a" });
  await expect(hold(firm, { userId: "user_a" })).rejects.toMatchObject({ code: "precondition_failed" });
  expect(await facts("user_a", 1)).toMatchObject({ brokenLimit: { scope: "user", spent: 5, amount: 5 } });
  await hold(firm, { quantity: 5, userId: "user_b" });
  await set("channel", "sms", 12);
  expect(await facts(null, 3)).toMatchObject({
    available: 90,
    brokenLimit: { scope: "channel", subject: "sms", period: "day", amount: 12, spent: 10 },
  });
  await set("channel", "sms", 13);
  expect(await facts(null, 3)).toMatchObject({ brokenLimit: null });
  const limits = await firm.run((tx) => listCreditLimits(tx));
  expect(limits.map(({ scope, subject, amount, spent, name }) => [scope, subject, amount, spent, name])).toEqual([
    ["channel", "sms", 13, 10, null],
    ["channel", "whatsapp", 0, 0, null],
    ["user", "user_a", 5, 5, "Ana"],
  ]);
});

test("a limit counts what was set aside in the day and month of the firm's zone; what came back does not count", async () => {
  const firm = await createCreditFirm("org_periods", 100);
  const limit = (period: "day" | "month", amount: number) =>
    firm.run((tx) => setCreditLimit(tx, { scope: "firm", subject: "", period, amount, setByUserId: "user_admin" }));
  await limit("day", 5);
  const returned = aMessage();
  await hold(firm, { subject: returned, quantity: 5 });
  await expect(hold(firm)).rejects.toMatchObject({ code: "precondition_failed" });
  await firm.run((tx) => releaseCredits(tx, { ...returned, reason: "failed" }));
  await hold(firm, { quantity: 5 });
  const midnight = "date_trunc('day', now() at time zone 'America/Phoenix') at time zone 'America/Phoenix'";
  const move = (sql: string) =>
    database.asOwner(`update credit_holds set created_at = ${sql} where tenant_id = $1`, [firm.principal.tenantId]);
  await move(midnight);
  await expect(hold(firm)).rejects.toMatchObject({ code: "precondition_failed" });
  await move(`${midnight} - interval '1 second'`);
  await hold(firm);
  await move(`${midnight} - interval '40 days'`);
  await limit("month", 0);
  await expect(hold(firm)).rejects.toMatchObject({ code: "precondition_failed" });
});

test("a channel must be one, and a firm's limit has no subject", () => {
  const limit = { scope: "channel", subject: "sms", period: "day", amount: 1 };
  expect(setCreditLimitInput.safeParse(limit).success).toBe(true);
  for (const wrong of [{ subject: "fax" }, { scope: "firm" }, { scope: "user", subject: "" }, { amount: -1 }]) {
    expect(setCreditLimitInput.safeParse({ ...limit, ...wrong }).success).toBe(false);
  }
});

test("the warning begins when the balance falls below the threshold and ends when it rises", async () => {
  const firm = await createCreditFirm("org_low", 200);
  const low = async () => {
    const found = await firm.run((tx) => findBalance(tx));
    return found?.lowSince ? { balance: found.balance, since: found.lowSince } : null;
  };
  expect(await low()).toBeNull();
  await firm.run((tx) => setLowBalance(tx, { threshold: 200 }));
  expect(await low()).toBeNull();
  await hold(firm);
  const first = await low();
  expect(first).toMatchObject({ balance: 199 });
  await hold(firm);
  expect((await low())?.since).toEqual(first?.since);
  await grantCredits(admin, { tenantId: firm.principal.tenantId, amount: 50, reason: "Top-up" });
  expect(await low()).toBeNull();
  await firm.run((tx) => setLowBalance(tx, { threshold: 1_000 }));
  expect(await low()).toMatchObject({ balance: 248 });
});

test("a hold that nobody confirmed lapses at its time, and a confirmation after that costs nothing", async () => {
  const firm = await createCreditFirm("org_lapse", 10);
  const [early, late] = [aMessage(), aMessage()];
  await hold(firm, { subject: early, quantity: 2, expiresAt: new Date("2026-01-01T10:00:00Z") });
  await hold(firm, { subject: late, quantity: 3, expiresAt: new Date("2026-01-01T12:00:00Z") });
  const sweep = (at: string) => firm.run((tx) => expireHolds(tx, new Date(at)));
  expect(await sweep("2026-01-01T09:59:59Z")).toEqual({ expired: 0, isBatchFull: false });
  expect(await sweep("2026-01-01T10:00:00Z")).toEqual({ expired: 1, isBatchFull: false });
  expect(await sweep("2026-01-01T10:00:00Z")).toEqual({ expired: 0, isBatchFull: false });
  await firm.run((tx) => captureCredits(tx, early));
  expect(await account(firm)).toMatchObject({ balance: 7, held: 3, problems: [] });
  const [row] = await firm.run((tx) =>
    tx.select({ state: creditHolds.state }).from(creditHolds).where(eq(creditHolds.subjectId, early.subjectId)),
  );
  expect(row?.state).toBe("expired");
});

test("AVL-06 the hourly job gives back all that lapsed, of its own firm only, and twice is as once", async () => {
  const firm = await createCreditFirm("org_job", 300);
  const other = await createCreditFirm("org_job_b", 300);
  const expiresAt = new Date("2026-01-01T10:00:00Z");
  for (let number = 0; number < 101; number += 1) await hold(firm, { expiresAt });
  await hold(other, { expiresAt });
  const data = { tenantId: firm.principal.tenantId, payload: {} };
  const job = { id: randomUUID(), data, retryCount: 0, retryLimit: 5, signal: AbortSignal.timeout(60_000) };
  for (let time = 0; time < 2; time += 1) expect(await expireHoldsWork.run(job)).toEqual({ status: "completed" });
  expect(await account(firm)).toEqual({ balance: 300, held: 0, entries: 203, problems: [] });
  expect(await account(other)).toMatchObject({ balance: 299, held: 1 });
});

test("the statement is paged without gaps and filtered by kind, channel, person and the firm's days", async () => {
  const firm = await createCreditFirm("org_statement", 100);
  for (let number = 0; number < 5; number += 1) await hold(firm, { userId: number % 2 === 0 ? "user_a" : "user_b" });
  const list = (filter: Partial<typeof EVERYTHING> | object) =>
    firm.run((tx) => listEntries(tx, { ...EVERYTHING, ...filter }));
  const seen: number[] = [];
  let before: number | null = null;
  do {
    const page: Awaited<ReturnType<typeof listEntries>> = await list({ before, limit: 2 });
    seen.push(...page.rows.map(({ sequence }) => sequence));
    before = page.nextBefore;
  } while (before !== null);
  expect(seen).toEqual([6, 5, 4, 3, 2, 1]);
  expect((await list({ kind: "grant" })).rows).toHaveLength(1);
  expect((await list({ channel: "sms" })).rows).toHaveLength(5);
  expect((await list({ channel: "voice" })).rows).toHaveLength(0);
  const { rows: phoenix } = await database.asOwner("select (now() at time zone 'America/Phoenix')::date::text as day");
  const [{ day } = { day: "" }] = phoenix as { day: string }[];
  expect((await list({ from: day, to: day })).rows).toHaveLength(6);
  expect((await list({ to: "2020-01-01" })).rows).toHaveLength(0);
});

test("INP-06 the export escapes what a spreadsheet would run, leaves numbers alone, and stands in the audit log", async () => {
  const firm = await createCreditFirm("org_csv", 10);
  await hold(firm, { quantity: 3 });
  const { tenantId } = firm.principal;
  await grantCredits(admin, { tenantId, amount: 1, reason: '=HYPERLINK("http://evil.example","x")' });
  await grantCredits(admin, { tenantId, amount: 1, reason: "@SUM(1+1), and more" });
  const { kind, channel, userId, from, to } = EVERYTHING;
  const done = await firm.run((tx) => exportEntries(tx, { kind, channel, userId, from, to }));
  expect(done).toMatchObject({ lines: 4, isCut: false });
  const lines = done.csv.split("\r\n");
  expect(lines[0]).toMatch(/^\uFEFFsequence,time_utc,kind,balance_change/);
  expect(done.csv).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
  expect(done.csv).toContain(`"'@SUM(1+1), and more"`);
  expect(done.csv).toMatch(/,hold,-3,3,7,3,sms_segment,sms,3,1,/);
  const audited = await firm.run((tx) =>
    tx.select({ action: auditLogs.action }).from(auditLogs).where(eq(auditLogs.action, "credits.export")),
  );
  expect(audited).toHaveLength(1);
});

test("TEN-09 another firm sees and moves nothing of these credits", async () => {
  const firm = await createCreditFirm("org_owner_of_credits", 10);
  const other = await createCreditFirm("org_hostile", 10);
  const subject = aMessage();
  await hold(firm, { subject, quantity: 4 });
  await firm.run((tx) =>
    setCreditLimit(tx, { scope: "firm", subject: "", period: "day", amount: 9, setByUserId: "user_admin" }),
  );
  const [limit] = await firm.run((tx) => listCreditLimits(tx));
  const before = await account(firm);
  await other.run((tx) => captureCredits(tx, subject));
  await other.run((tx) => releaseCredits(tx, { ...subject, reason: "failed" }));
  await other.run((tx) => expireHolds(tx, new Date(Date.now() + 1e9)));
  await other.run((tx) => setLowBalance(tx, { threshold: 999 }));
  const unknown = { code: "not_found", publicMessage: "There is no such limit" };
  await expect(other.run((tx) => removeCreditLimit(tx, limit?.id ?? ""))).rejects.toMatchObject(unknown);
  await expect(other.run((tx) => removeCreditLimit(tx, randomUUID()))).rejects.toMatchObject(unknown);
  await firm.run((tx) => tx.insert(memberships).values({ userId: "user_of_theirs", role: "org:admin" }));
  const foreignPerson = {
    scope: "user",
    subject: "user_of_theirs",
    period: "day",
    amount: 0,
    setByUserId: "x",
  } as const;
  await expect(other.run((tx) => setCreditLimit(tx, foreignPerson))).rejects.toMatchObject({ code: "not_found" });
  // The same subject's id may be another firm's as well: theirs is a hold of its own.
  await hold(other, { subject, quantity: 1 });
  expect(await account(firm)).toEqual(before);
  expect((await other.run((tx) => listEntries(tx, EVERYTHING))).rows).toHaveLength(2);
  expect(await firm.run((tx) => findBalance(tx))).toMatchObject({ balance: 6, held: 4 });
  await expect(
    other.run((tx) => tx.insert(creditAccounts).values({ tenantId: firm.principal.tenantId, balance: 1 })),
  ).rejects.toMatchObject({ cause: { code: "42501" } });
});

test("AUTH-04 only administrators change limits and warnings; intake does not see credits", () => {
  const who = (permission: "credits:read" | "credits:manage") =>
    ROLES.filter((role) => ROLE_PERMISSIONS[role].includes(permission));
  expect(who("credits:manage")).toEqual(["org:admin"]);
  expect(who("credits:read")).toEqual(["org:admin", "org:attorney", "org:paralegal", "org:viewer"]);
});
