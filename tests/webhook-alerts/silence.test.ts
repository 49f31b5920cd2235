import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { automationLogs } from "@/db/schema/automation-logs";
import { setEndpointState } from "@/lib/domain/webhook-endpoints/set-endpoint-state";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "../support/test-database";
import { openWatchedFirm, type WatchedFirm } from "./watched-firm";

const databases = (await postgresAnswers()) ? (["pg", "pglite"] as const) : (["pglite"] as const);

/** Four weeks of office hours before Tuesday, 20 October 2026, and the days up to it. */
const USUAL = { from: "2026-09-14 00:00", everyMinutes: 2 };

describe.each(databases)("on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  async function busyFirm(until: string, options = {}): Promise<WatchedFirm> {
    const firm = await openWatchedFirm(database, options);
    await firm.seedWeekdays({ ...USUAL, to: until });
    return firm;
  }

  const kinds = async (firm: WatchedFirm) =>
    (await firm.alerts()).map((alert) => `${alert.kind} ${alert.closedBy ?? "open"}`);

  test("an endpoint that goes quiet in a busy hour has an alert within half an hour, one and not before; traffic closes it and fetches what was missed", async () => {
    const firm = await busyFirm("2026-10-20 10:20");
    await firm.watchAt("2026-10-20 10:25");
    await firm.watchAt("2026-10-20 10:35");
    expect(await kinds(firm)).toEqual([]);
    for (const minute of ["10:50", "10:55", "11:00"]) await firm.watchAt(`2026-10-20 ${minute}`);
    const [alert] = await firm.alerts();
    expect(await kinds(firm)).toEqual(["silent open"]);
    expect(alert?.since).toEqual(await firm.instant("2026-10-20 10:20"));
    expect(alert?.expected).toBeGreaterThan(10);
    await firm.seedAt(["2026-10-20 11:01"]);
    await firm.watchAt("2026-10-20 11:02");
    expect(await kinds(firm), "one delivery is not the usual").toEqual(["silent open"]);
    await firm.seedWeekdays({ from: "2026-10-20 11:02", to: "2026-10-20 11:30", everyMinutes: 2 });
    await firm.watchAt("2026-10-20 11:30");
    expect(await kinds(firm)).toEqual(["silent traffic"]);
    const { rows } = await database.asOwner(
      "select data->'payload' as payload from pgboss.job where name = 'webhooks.recover' and group_id = $1",
      [firm.principal.tenantId],
    );
    expect(rows).toMatchObject([
      {
        payload: {
          endpointId: firm.endpointId,
          alertId: alert?.id,
          isAutomatic: true,
          to: (await firm.instant("2026-10-20 11:30")).toISOString(),
        },
      },
    ]);
    const lines = await firm.read((tx) => tx.select().from(automationLogs));
    expect(lines.map(({ action, subjectId }) => [action, subjectId])).toEqual([
      ["webhook_alert.opened", firm.endpointId],
      ["webhook_alert.closed", firm.endpointId],
    ]);
  });

  test("quiet hours, evenings, weekends and holidays of a firm never alarm", async () => {
    const firm = await busyFirm("2026-10-12 00:00");
    // Monday the twelfth is Columbus Day: nothing comes, and nobody misses it.
    await firm.seedWeekdays({ from: "2026-10-13 00:00", to: "2026-10-20 00:00", everyMinutes: 2 });
    for (let day = 9; day <= 19; day += 1) {
      for (let hour = 0; hour < 24; hour += 3) {
        await firm.watchAt(`2026-10-${String(day).padStart(2, "0")} ${String(hour).padStart(2, "0")}:40`);
      }
    }
    expect(await kinds(firm)).toEqual([]);
  });

  test("after the clocks changed nine o'clock is still nine o'clock", async () => {
    const firm = await busyFirm("2026-11-05 00:00");
    for (const day of ["02", "03", "04"]) {
      for (const time of ["08:30", "08:59", "09:05", "09:30", "12:00", "16:59", "17:30"]) {
        await firm.watchAt(`2026-11-${day} ${time}`);
      }
    }
    expect(await kinds(firm)).toEqual([]);
  });

  test("an endpoint with two weeks of history, and one with little traffic, never alarm", async () => {
    const young = await openWatchedFirm(database);
    await young.seedWeekdays({ from: "2026-10-06 00:00", to: "2026-10-19 12:00", everyMinutes: 2 });
    const rare = await openWatchedFirm(database);
    await rare.seedWeekdays({ ...USUAL, to: "2026-10-19 12:00", everyMinutes: 24 * 60 });
    for (const firm of [young, rare]) {
      for (const time of ["19 15:00", "20 09:00", "20 17:00", "21 12:00"]) await firm.watchAt(`2026-10-${time}`);
      expect(await kinds(firm)).toEqual([]);
    }
  });

  test("a small firm's door is judged by the day: a day of nothing alarms, a lunch break does not", async () => {
    const firm = await openWatchedFirm(database);
    await firm.seedWeekdays({ ...USUAL, to: "2026-10-19 23:00", everyMinutes: 20 });
    await firm.watchAt("2026-10-20 09:30");
    await firm.watchAt("2026-10-20 11:00");
    expect(await kinds(firm)).toEqual([]);
    await firm.watchAt("2026-10-20 16:55");
    expect(await kinds(firm)).toEqual(["silent open"]);
  });

  test("one week of a mass mailing and one of an outage are not taken for the usual", async () => {
    const firm = await busyFirm("2026-10-20 23:00");
    const { tenantId } = firm.principal;
    await database.asOwner(
      "delete from webhook_events where tenant_id = $1 and received_at between '2026-10-05' and '2026-10-10'",
      [tenantId],
    );
    await firm.seedWeekdays({ from: "2026-09-28 00:00", to: "2026-10-03 00:00", everyMinutes: 1 });
    for (const time of ["09:40", "12:00", "16:00", "20:00"]) await firm.watchAt(`2026-10-20 ${time}`);
    expect(await kinds(firm)).toEqual([]);
  });

  test("a paused endpoint has no alert, neither during the pause nor because of it", async () => {
    const firm = await busyFirm("2026-10-20 10:00");
    const setState = (state: "active" | "paused") =>
      firm.read((tx) => setEndpointState(tx, { endpointId: firm.endpointId, state }));
    const changedAt = async (local: string) =>
      database.asOwner("update webhook_endpoints set updated_at = $2 where tenant_id = $1", [
        firm.principal.tenantId,
        (await firm.instant(local)).toISOString(),
      ]);
    await firm.watchAt("2026-10-20 11:00");
    expect(await kinds(firm)).toEqual(["silent open"]);
    await setState("paused");
    await changedAt("2026-10-20 11:05");
    await firm.watchAt("2026-10-20 11:10");
    expect(await kinds(firm)).toEqual(["silent person"]);
    await firm.watchAt("2026-10-21 11:10");
    await setState("active");
    await changedAt("2026-10-22 11:15");
    await firm.watchAt("2026-10-22 11:20");
    await firm.watchAt("2026-10-22 11:40");
    expect(await kinds(firm)).toEqual(["silent person"]);
    await firm.watchAt("2026-10-22 12:30");
    expect(await kinds(firm), "silent since it was opened again").toEqual(["silent person", "silent open"]);
  });

  test("what comes to another endpoint, what the firm sent itself and what was fetched is no traffic", async () => {
    const firm = await busyFirm("2026-10-20 10:00");
    await busyFirm("2026-10-20 12:00");
    for (const origin of ["test", "recovered"]) await firm.seedAt(["2026-10-20 10:40", "2026-10-20 10:50"], { origin });
    await firm.watchAt("2026-10-20 11:00");
    await firm.watchAt("2026-10-20 11:05");
    expect(await kinds(firm)).toEqual(["silent open"]);
  });

  test("WH-11 dead letters alarm, and it is over when events work again", async () => {
    const firm = await openWatchedFirm(database);
    await firm.seedAt(["2026-10-20 10:00", "2026-10-20 10:01"], { state: "dead", attempts: 9 });
    await firm.watchAt("2026-10-20 10:05");
    expect(await kinds(firm)).toEqual([]);
    await firm.seedAt(["2026-10-20 10:06"], { state: "failed", attempts: 4 });
    await firm.watchAt("2026-10-20 10:10");
    expect(await kinds(firm)).toEqual(["failing open"]);
    expect(await firm.alerts()).toMatchObject([{ observed: 3, since: await firm.instant("2026-10-20 10:00") }]);
    await firm.watchAt("2026-10-21 10:10");
    expect(await kinds(firm), "nobody dealt with them").toEqual(["failing open"]);
    await firm.seedAt(["2026-10-21 10:11", "2026-10-21 10:12", "2026-10-21 10:13"]);
    await firm.watchAt("2026-10-21 10:15");
    expect(await kinds(firm)).toEqual(["failing traffic"]);
    const { rows } = await database.asOwner(
      "select 1 from pgboss.job where name = 'webhooks.recover' and group_id = $1",
      [firm.principal.tenantId],
    );
    expect(rows).toEqual([]);
  });

  test("an endpoint that turns most away alarms, as refusing and not as silent", async () => {
    const firm = await busyFirm("2026-10-20 10:00");
    await firm.seedRefusals("2026-10-20 10:30", 40);
    await firm.watchAt("2026-10-20 10:50");
    expect(await kinds(firm)).toEqual(["refusing open"]);
    await firm.seedWeekdays({ from: "2026-10-20 10:51", to: "2026-10-20 12:30", everyMinutes: 1 });
    await firm.watchAt("2026-10-20 12:00");
    expect(await kinds(firm)).toEqual(["refusing traffic"]);
  });

  test("WH-12 a few forged requests beside genuine ones do not alarm", async () => {
    const firm = await busyFirm("2026-10-20 12:00");
    await firm.seedRefusals("2026-10-20 11:30", 20);
    await firm.watchAt("2026-10-20 11:59");
    expect(await kinds(firm)).toEqual([]);
  });
});
