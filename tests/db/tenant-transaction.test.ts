import { randomUUID } from "node:crypto";
import { count, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adoptDatabase } from "@/db/client";
import { chooseDriver, openDatabase } from "@/db/open-database";
import { schema } from "@/db/schema/schema";
import { inTenant, rowsOf, type TenantTx, withoutTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { type NeonBridge, startNeonBridge } from "../support/neon-bridge";
import { createTestDatabase, type TestDatabase, testPrincipal } from "../support/test-database";

test("the driver follows the connection string: none, Neon's host, any other", () => {
  expect(chooseDriver({ url: undefined, driver: undefined })).toBe("pglite");
  expect(chooseDriver({ url: "postgres://u:p@ep-cool-1.us-east-2.aws.neon.tech/db", driver: undefined })).toBe("neon");
  expect(chooseDriver({ url: "postgres://u:p@db.example.test/db", driver: undefined })).toBe("pg");
  expect(chooseDriver({ url: "postgres://u:p@db.example.test/db", driver: "neon" })).toBe("neon");
});

describe.each(["pglite", "pg", "neon"] as const)("tenant transaction on %s", (driver) => {
  let database: TestDatabase;
  let bridge: NeonBridge | undefined;
  beforeAll(async () => {
    database = await createTestDatabase(driver === "pglite" ? "pglite" : "pg");
    if (driver !== "neon") return;
    const own = new URL(database.appUrl ?? "");
    bridge = await startNeonBridge(own.hostname, Number(own.port || 5432));
    await database.database.close();
    const opened = await openDatabase({
      url: own.href,
      driver: "neon",
      folder: "",
      neonProxy: bridge.address,
      maxConnections: 8,
    });
    expect(opened.driver).toBe("neon");
    adoptDatabase(opened);
  });
  afterAll(async () => {
    await database.drop();
    await bridge?.close();
  });

  async function addContact(firm: Principal, lastName = "Lopez"): Promise<string> {
    const id = randomUUID();
    await inTenant(firm, (tx) => tx.insert(schema.contacts).values({ id, firstName: "Ana", lastName }));
    return id;
  }

  const contactsSeen = (tx: TenantTx) => tx.select({ n: count() }).from(schema.contacts);

  test("TEN-04 two firms' interleaved transactions never see each other's rows", async () => {
    const firms = [testPrincipal("org_mix_a"), testPrincipal("org_mix_b")];
    await Promise.all(firms.map((firm) => addContact(firm, firm.tenantId)));
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const firm = firms[index % 2];
        if (!firm) return true;
        const rows = await inTenant(firm, (tx) =>
          tx.select({ lastName: schema.contacts.lastName }).from(schema.contacts),
        );
        return rows.length === 1 && rows[0]?.lastName === firm.tenantId;
      }),
    );
    expect(answers.every(Boolean)).toBe(true);
  });

  test("TEN-03 nothing of a firm is left on the connection when its transaction ends, also when it failed", async () => {
    const firm = testPrincipal("org_left");
    await addContact(firm);
    await expect(
      inTenant(firm, async (tx) => {
        await tx.insert(schema.contacts).values({ firstName: "B", lastName: "C" });
        throw new Error("stop");
      }),
    ).rejects.toThrow("stop");
    for (let round = 0; round < 10; round += 1) {
      const rows = await withoutTenant((tx) =>
        rowsOf<{ tenant: string | null; n: number }>(
          tx,
          sql`select current_setting('app.tenant_id', true) as tenant, (select count(*)::int from contacts) as n`,
        ),
      );
      expect(rows[0]?.n).toBe(0);
      expect(["", null]).toContain(rows[0]?.tenant);
    }
    expect(await inTenant(firm, contactsSeen)).toEqual([{ n: 1 }]);
  });

  test("TEN-01 the transaction runs as the app role, which may not become another or change the schema", async () => {
    const firm = testPrincipal("org_role");
    const [role] = await inTenant(firm, (tx) => rowsOf<{ name: string }>(tx, sql`select current_user as name`));
    expect(role?.name).toBe("docketline_app");
    await expect(inTenant(firm, (tx) => tx.execute(sql`create table planted (id int)`))).rejects.toThrow();
    await expect(inTenant(firm, (tx) => tx.execute(sql`truncate contacts`))).rejects.toThrow();
    await expect(
      inTenant(firm, (tx) => tx.execute(sql`alter table contacts disable row level security`)),
    ).rejects.toThrow();
  });

  test("a restricted case is there for its members and for nobody else of the firm, in lists and counts and by its children", async () => {
    const inside = testPrincipal("org_wall", { actor: { type: "user", userId: "user_inside" } });
    const outside = testPrincipal("org_wall", { actor: { type: "user", userId: "user_outside" } });
    const clientContactId = await addContact(inside);
    const caseId = randomUUID();
    await inTenant(inside, async (tx) => {
      await tx.insert(schema.cases).values({
        id: caseId,
        caseNumber: 7,
        title: "Sealed",
        practiceArea: "family",
        clientContactId,
        openedOn: "2026-11-01",
      });
      await tx.insert(schema.caseMembers).values({ caseId, userId: "user_inside" });
      await tx.insert(schema.caseNotes).values({ caseId, body: "Known inside only." });
      await tx.update(schema.cases).set({ isRestricted: true }).where(eq(schema.cases.id, caseId));
    });
    const seenBy = (who: Principal) =>
      inTenant(who, async (tx) => ({
        cases: (await tx.select({ n: count() }).from(schema.cases))[0]?.n,
        notes: (await tx.select({ n: count() }).from(schema.caseNotes))[0]?.n,
      }));
    expect(await seenBy(inside)).toEqual({ cases: 1, notes: 1 });
    expect(await seenBy(outside)).toEqual({ cases: 0, notes: 0 });
    await expect(
      inTenant(outside, (tx) => tx.insert(schema.caseNotes).values({ caseId, body: "slipped in" })),
    ).rejects.toThrow();
  });
});
