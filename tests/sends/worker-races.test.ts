import { setTimeout as wait } from "node:timers/promises";
import { ne, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messageSends } from "@/db/schema/message-sends";
import { inTenant } from "@/db/tenant";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { createSendingFirm, type SendingFirm } from "../support/sending-firm";
import { postgresAnswers } from "../support/test-database";
import { breaches, listSteps } from "./hand-overs";
import { isSound, readLedger } from "./ledger";
import { openSendStage, type SendStage } from "./open-stage";

const hasPostgres = await postgresAnswers();

describe.runIf(hasPostgres)("several worker processes on PostgreSQL", () => {
  let stage: SendStage;
  beforeAll(async () => {
    stage = await openSendStage();
  }, 60_000);
  afterAll(() => stage.close());

  const states = async (firm: SendingFirm): Promise<Record<string, number>> => {
    const rows = await inTenant(firm.principal, (tx) =>
      tx
        .select({ state: messageSends.state, count: sql<string>`count(*)` })
        .from(messageSends)
        .groupBy(messageSends.state),
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
  };
  const isOpen = async (firm: SendingFirm) => {
    const found = await states(firm);
    return (found["waiting"] ?? 0) + (found["sending"] ?? 0) > 0;
  };
  const settled = async (firm: SendingFirm, seconds: number) => {
    const until = Date.now() + seconds * 1_000;
    while ((await isOpen(firm)) && Date.now() < until) await wait(100);
  };
  const takenOf = (firm: SendingFirm) => stage.provider.taken.filter(({ to }) => to === firm.e164);
  const distinct = (firm: SendingFirm) => new Set(takenOf(firm).map(({ body }) => body)).size;

  test("CMP-01 a STOP among fifty sends: nothing leaves after its commit", async () => {
    const firm = await createSendingFirm({ orgId: "org_race_stop", e164: "+16025556001" });
    await Promise.all([stage.startWorker(), stage.startWorker()]);
    for (let number = 0; number < 50; number += 1) await firm.accept({ body: `Message ${number}` });
    while (takenOf(firm).length < 3) await wait(5);
    await inTenant(firm.principal, (tx) =>
      recordOptOut(tx, {
        e164: firm.e164,
        channel: "sms",
        kind: "stop",
        source: "sms",
        occurredAt: new Date(),
        words: "STOP",
      }),
    );
    const stoppedAt = Date.now();
    await settled(firm, 30);
    expect(breaches(await listSteps(firm.principal))).toEqual([]);
    // A request whose send was committed before the stop may still be on its way for a moment; no other one leaves.
    const late = takenOf(firm).filter(({ at }) => at > stoppedAt + 2_000);
    expect(late).toEqual([]);
    const found = await states(firm);
    expect((found["accepted"] ?? 0) + (found["cancelled"] ?? 0) + (found["blocked"] ?? 0)).toBe(50);
    expect(found["accepted"]).toBe(takenOf(firm).length);
    expect(await readLedger(firm.principal)).toSatisfy(isSound);
  }, 90_000);

  test("AVL-01 AVL-02 killed in the middle of fifty sends: none twice, none paid for twice", async () => {
    const firm = await createSendingFirm({ orgId: "org_race_kill", e164: "+16025556002", credits: 200 });
    const victims = await Promise.all([stage.startWorker(), stage.startWorker()]);
    for (let number = 0; number < 50; number += 1) await firm.accept({ body: `Message ${number}` });
    while (takenOf(firm).length < 5) await wait(5);
    await Promise.all(victims.map((victim) => victim.kill()));
    await stage.startWorker();
    await settled(firm, 45);
    expect(distinct(firm)).toBe(takenOf(firm).length);
    const open = await inTenant(firm.principal, (tx) =>
      tx.select({ state: messageSends.state }).from(messageSends).where(ne(messageSends.state, "accepted")),
    );
    // What a victim held is `sending` until the patience for its answer ends; it is looked up, never sent again.
    expect(open.every(({ state }) => state === "sending" || state === "unknown")).toBe(true);
    expect(takenOf(firm).length).toBeGreaterThanOrEqual(50 - open.length);
    expect(await readLedger(firm.principal)).toSatisfy(isSound);
  }, 90_000);
});
