import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memberships } from "@/db/schema/memberships";
import { expireHolds } from "@/lib/domain/credits/expire-holds";
import { holdCredits } from "@/lib/domain/credits/hold-credits";
import { quoteCredits } from "@/lib/domain/credits/quote-credits";
import { setCreditLimit } from "@/lib/domain/credits/set-credit-limit";
import { type RunningProcess, startProcess } from "../faults/start-process";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "../support/test-database";
import { aMessage, auditLedger, type CreditFirm, createCreditFirm } from "./ledger";

const KEY = `1:${Buffer.from("credit-key-of-thirty-two-bytes-1").toString("base64")}`;
/** As in spend-process. */
const STARTING_LOCK = 4711;

/** 50 wait for 20 connections; on a slow machine some give up waiting, which is no answer: nothing has begun. */
const NO_CONNECTION = /timeout exceeded when trying to connect/;

async function send(firm: CreditFirm, userId: string | null = null): Promise<"accepted" | "refused"> {
  const subject = aMessage();
  const quote = quoteCredits({ service: "sms_segment", quantity: 1 });
  const expiresAt = new Date(Date.now() + 3_600_000);
  for (;;) {
    try {
      await firm.run((tx) => holdCredits(tx, { ...subject, quote, userId, expiresAt }));
      return "accepted";
    } catch (error) {
      if (error instanceof Error && NO_CONNECTION.test(error.message)) continue;
      expect(error).toMatchObject({ code: "precondition_failed" });
      return "refused";
    }
  }
}

const accepted = (answers: string[]) => answers.filter((answer) => answer === "accepted").length;

describe.runIf((await postgresAnswers()) || process.env["CI"] === "true")("on PostgreSQL", () => {
  let database: TestDatabase;
  const folder = mkdtempSync(path.join(tmpdir(), "docketline-credits-"));
  const started: RunningProcess[] = [];
  beforeAll(async () => {
    database = await createTestDatabase("pg");
  });
  afterAll(async () => {
    await Promise.all(started.map((running) => running.kill()));
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  function startSpender(orgId: string, args: string[]): RunningProcess {
    const running = startProcess("tests/credits/spend-process.ts", args, {
      ENCRYPTION_KEYS: KEY,
      LOG_LEVEL: "error",
      DOCKETLINE_MODE: "embedded",
      DOCKETLINE_DATA_DIR: folder,
      DOCKETLINE_WORKER: "separate",
      DATABASE_URL: database.appUrl ?? "",
      CREDIT_FIRM: orgId,
    });
    started.push(running);
    return running;
  }

  test("AVL-01 50 parallel sends on 10 credits accept exactly 10, over twenty connections", async () => {
    const firm = await createCreditFirm("org_parallel", 10);
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(firm)));
    expect(accepted(answers)).toBe(10);
    const sums = await auditLedger(database.asOwner, firm.principal.tenantId);
    expect(sums).toEqual({ balance: 0, held: 10, entries: 11, problems: [] });
  });

  test.each([
    { scope: "firm", subject: "", period: "month" },
    { scope: "channel", subject: "sms", period: "day" },
    { scope: "user", subject: "user_spender", period: "day" },
  ] as const)("AVL-01 50 parallel sends under a limit of 10 of the $scope accept exactly 10", async (scope) => {
    const firm = await createCreditFirm(`org_limited_${scope.scope}`, 1_000);
    await firm.run((tx) => tx.insert(memberships).values({ userId: "user_spender", role: "org:intake" }));
    await firm.run((tx) => setCreditLimit(tx, { ...scope, amount: 10, setByUserId: "user_admin" }));
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(firm, "user_spender")));
    expect(accepted(answers)).toBe(10);
    expect(await auditLedger(database.asOwner, firm.principal.tenantId)).toMatchObject({ held: 10, problems: [] });
  });

  test("AVL-01 one message that is sent by 20 at once has one hold", async () => {
    const firm = await createCreditFirm("org_same_message", 10);
    const message = aMessage();
    const quote = quoteCredits({ service: "sms_segment", quantity: 3 });
    const hold = () =>
      firm.run((tx) => holdCredits(tx, { ...message, quote, userId: null, expiresAt: new Date(Date.now() + 60_000) }));
    await Promise.all(Array.from({ length: 20 }, hold));
    const sums = await auditLedger(database.asOwner, firm.principal.tenantId);
    expect(sums).toEqual({ balance: 7, held: 3, entries: 2, problems: [] });
  });

  test("AVL-01 50 sends of five processes on 10 credits accept exactly 10", { timeout: 120_000 }, async () => {
    const firm = await createCreditFirm("org_processes", 10);
    const starter = new Client({ connectionString: database.ownerUrl });
    await starter.connect();
    await starter.query("select pg_advisory_lock($1)", [STARTING_LOCK]);
    const spenders = Array.from({ length: 5 }, () => startSpender("org_processes", ["once", "10"]));
    await Promise.all(spenders.map((spender) => spender.written(/ready\./)));
    await starter.end();
    const counts = await Promise.all(spenders.map((spender) => spender.written(/accepted (\d+)\./)));
    expect(counts.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(10);
    const sums = await auditLedger(database.asOwner, firm.principal.tenantId);
    expect(sums).toEqual({ balance: 0, held: 10, entries: 11, problems: [] });
  });

  test("AVL-01 the sums hold after processes were killed in the middle of it, and lapsed holds give back the rest", {
    timeout: 120_000,
  }, async () => {
    const firm = await createCreditFirm("org_killed", 5_000);
    const { tenantId } = firm.principal;
    for (const round of [1, 2, 3]) {
      const spenders = Array.from({ length: 3 }, () => startSpender("org_killed", ["forever"]));
      await Promise.all(spenders.map((spender) => spender.written(/sent (?:[5-9]|\d\d+)\./)));
      await wait(round * 37);
      await Promise.all(spenders.map((spender) => spender.kill()));
      expect((await auditLedger(database.asOwner, tenantId)).problems).toEqual([]);
    }
    const before = await auditLedger(database.asOwner, tenantId);
    expect(before.held).toBeGreaterThan(0);
    const tomorrow = new Date(Date.now() + 86_400_000);
    while ((await firm.run((tx) => expireHolds(tx, tomorrow))).isBatchFull);
    const after = await auditLedger(database.asOwner, tenantId);
    expect(after).toMatchObject({ balance: before.balance + before.held, held: 0, problems: [] });
  });
});

test("AVL-01 50 sends on 10 credits accept exactly 10 in the embedded database", async () => {
  const database = await createTestDatabase("pglite");
  const firm = await createCreditFirm("org_embedded", 10);
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(firm)));
  expect(accepted(answers)).toBe(10);
  expect(await auditLedger(database.asOwner, firm.principal.tenantId)).toMatchObject({ held: 10, problems: [] });
  await database.drop();
});
