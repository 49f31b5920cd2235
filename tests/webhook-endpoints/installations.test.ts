import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firms } from "@/db/schema/firms";
import { inPlatform, inTenant, rowsOf, type TenantTx, withoutTenant } from "@/db/tenant";
import { decideInstallation } from "@/lib/domain/ghl-installations/decide-installation";
import { listInstallationRequests } from "@/lib/domain/ghl-installations/list-installation-requests";
import { listInstallations } from "@/lib/domain/ghl-installations/list-installations";
import { releaseInstallation } from "@/lib/domain/ghl-installations/release-installation";
import { requestInstallation } from "@/lib/domain/ghl-installations/request-installation";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

const ADMIN = { userId: "user_platform", requestId: randomUUID() };

describe.each(await databaseKinds())("installations of the HighLevel app on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  async function openFirm() {
    const organizationId = `org_ghl_${randomUUID().slice(0, 8)}`;
    const principal = testPrincipal(organizationId);
    const run = <T>(work: (tx: TenantTx) => Promise<T>) => inTenant(principal, work);
    await run((tx) =>
      tx.insert(firms).values({
        clerkOrganizationId: organizationId,
        name: `Firm ${organizationId}`,
        slug: organizationId.replaceAll("_", "-"),
        callbackNumber: "+16025550110",
        transferNumber: "+16025550111",
        hours: {},
      }),
    );
    return {
      tenantId: principal.tenantId,
      name: `Firm ${organizationId}`,
      run,
      request: (locationId: string) => run((tx) => requestInstallation(tx, { locationId })),
      release: (locationId: string) => run((tx) => releaseInstallation(tx, { locationId })),
      list: () => run(listInstallations),
      audited: () =>
        run((tx) =>
          rowsOf<{ action: string; outcome: string; actor_id: string }>(
            tx,
            sql`select action, outcome, actor_id from audit_logs where action like 'ghl_installation.%' order by sequence`,
          ),
        ),
    };
  }

  /** A location that installed the app, as HighLevel reports it to the platform's door. */
  async function installed(at = new Date("2026-11-20T10:00:00Z")): Promise<string> {
    const locationId = `loc${randomUUID().replaceAll("-", "").slice(0, 17)}`;
    await withoutTenant((tx) =>
      tx.execute(
        sql`select docketline.record_ghl_installation(${locationId}, 'company-1', 'app-1', 'Doe Law', ${at.toISOString()}::timestamptz)`,
      ),
    );
    return locationId;
  }

  async function uninstall(locationId: string): Promise<void> {
    await withoutTenant((tx) =>
      tx.execute(
        sql`select docketline.remove_ghl_installation(${locationId}, ${new Date().toISOString()}::timestamptz)`,
      ),
    );
  }

  /** The firm that an event of the location goes to. */
  async function receiverOf(locationId: string): Promise<string | null> {
    const [row] = await withoutTenant((tx) =>
      rowsOf<{ firm_id: string }>(tx, sql`select firm_id from docketline.find_ghl_firm(${locationId})`),
    );
    return row?.firm_id ?? null;
  }

  const decide = (locationId: string, tenantId: string, decision: "approve" | "refuse") =>
    decideInstallation(ADMIN, { locationId, tenantId, decision });

  test("a location is asked for, granted, and given back, and every step is in the firm's audit log", async () => {
    const firm = await openFirm();
    const locationId = await installed();
    expect(await firm.request(locationId)).toBe(true);
    expect(await firm.list()).toMatchObject([{ locationId, state: "requested", companyName: null }]);
    expect((await inPlatform(listInstallationRequests)).filter((each) => each.locationId === locationId)).toMatchObject(
      [{ tenantId: firm.tenantId, firmName: firm.name, companyName: "Doe Law", companyId: "company-1" }],
    );
    expect(await decide(locationId, firm.tenantId, "approve")).toBe(true);
    expect(await receiverOf(locationId)).toBe(firm.tenantId);
    expect(await firm.list()).toMatchObject([{ locationId, state: "claimed", companyName: "Doe Law" }]);
    await firm.release(locationId);
    expect(await receiverOf(locationId)).toBeNull();
    expect(await firm.list()).toEqual([]);
    expect(await firm.audited()).toMatchObject([
      { action: "ghl_installation.request", outcome: "done" },
      { action: "ghl_installation.approve", outcome: "done", actor_id: ADMIN.userId },
      { action: "ghl_installation.release", outcome: "done" },
    ]);
  });

  test("WH-03 a location that was not granted reaches nobody, and its name is not told", async () => {
    const firm = await openFirm();
    const locationId = await installed();
    await firm.request(locationId);
    expect(await receiverOf(locationId)).toBeNull();
    expect(JSON.stringify(await firm.list())).not.toContain("Doe Law");
    expect(await decide(locationId, firm.tenantId, "refuse")).toBe(true);
    expect(await receiverOf(locationId)).toBeNull();
    expect(await firm.list()).toEqual([]);
  });

  test("TEN-09 another firm's location is neither asked for, seen nor given back, before and after it was granted", async () => {
    const owner = await openFirm();
    const stranger = await openFirm();
    const locationId = await installed();
    await owner.request(locationId);
    for (const step of ["requested", "claimed"]) {
      expect(await stranger.request(locationId), step).toBe(false);
      expect(await stranger.list(), step).toEqual([]);
      await expect(stranger.release(locationId), step).rejects.toMatchObject({ code: "not_found" });
      if (step === "requested") await decide(locationId, owner.tenantId, "approve");
    }
    expect(await receiverOf(locationId)).toBe(owner.tenantId);
  });

  test("TEN-09 an unknown, a removed and another firm's location are answered alike", async () => {
    const owner = await openFirm();
    const foreign = await installed();
    await owner.request(foreign);
    const removed = await installed();
    await uninstall(removed);
    const stranger = await openFirm();
    const answers = [];
    for (const locationId of ["neverInstalled1", removed, foreign]) {
      const asked = await stranger.request(locationId);
      const given = await stranger.release(locationId).catch((error: Error) => error.message);
      answers.push([asked, given]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await stranger.list()).toEqual([]);
    expect((await stranger.audited()).map(({ outcome }) => outcome)).toEqual(["denied", "denied", "denied"]);
  });

  test("a decision is about the firm that the administrator saw, and about what still waits", async () => {
    const first = await openFirm();
    const second = await openFirm();
    const locationId = await installed();
    await first.request(locationId);
    expect(await decide(locationId, second.tenantId, "approve")).toBe(false);
    await first.release(locationId);
    await second.request(locationId);
    expect(await decide(locationId, first.tenantId, "approve")).toBe(false);
    expect(await receiverOf(locationId)).toBeNull();
    expect(await decide(locationId, second.tenantId, "approve")).toBe(true);
    expect(await decide(locationId, second.tenantId, "refuse")).toBe(false);
    expect(await receiverOf(locationId)).toBe(second.tenantId);
    expect((await first.audited()).map(({ action }) => action)).not.toContain("ghl_installation.approve");
  });

  test("the app's removal ends what was granted", async () => {
    const firm = await openFirm();
    const locationId = await installed();
    await firm.request(locationId);
    await decide(locationId, firm.tenantId, "approve");
    await uninstall(locationId);
    expect(await receiverOf(locationId)).toBeNull();
    expect(await firm.list()).toMatchObject([{ locationId, state: "uninstalled" }]);
  });

  test("TEN-01 no firm's transaction reads the table, lists the waiting or decides", async () => {
    const firm = await openFirm();
    const locationId = await installed();
    await firm.request(locationId);
    const denied = { cause: { code: "42501" } };
    await expect(firm.run((tx) => tx.execute(sql`select * from ghl_installations`))).rejects.toMatchObject(denied);
    await expect(firm.run((tx) => tx.execute(sql`select * from docketline.list_ghl_requests()`))).rejects.toMatchObject(
      denied,
    );
    const own = sql`select docketline.decide_ghl_request(${locationId}, ${firm.tenantId}::uuid, true, 'me')`;
    await expect(firm.run((tx) => tx.execute(own))).rejects.toMatchObject(denied);
  });
});
