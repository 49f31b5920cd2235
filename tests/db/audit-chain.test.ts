import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditDetails, auditLogs } from "@/db/schema/audit";
import { schema } from "@/db/schema/schema";
import { inTenant, rowsOf } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { chainGenesis, verifyChain } from "@/lib/domain/audit/verify-chain";
import { readLinks, verifyFirmChain } from "@/lib/domain/audit/verify-firm-chain";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "../support/test-database";

describe.each(await databaseKinds())("audit chain on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  async function addContacts(firm: Principal, many: number): Promise<void> {
    await Promise.all(
      Array.from({ length: many }, (_, index) =>
        inTenant(firm, (tx) =>
          tx.insert(schema.contacts).values({ firstName: `Ana "${index}" \u0007 ñ`, lastName: "Lopez\n" }),
        ),
      ),
    );
  }

  /** Tampers as a superuser that switches the guards off, as somebody with the disk could. */
  async function tamper(statement: string): Promise<void> {
    await database.asOwner(`begin; set local session_replication_role = replica; ${statement}; commit`);
  }

  test("AUD-02 fifty concurrent changes make one chain without a gap, and a rollback leaves nothing", async () => {
    const firm = testPrincipal("org_chain");
    await addContacts(firm, 50);
    await expect(
      inTenant(firm, async (tx) => {
        await tx.insert(schema.contacts).values({ firstName: "gone", lastName: "gone" });
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    expect(await inTenant(firm, verifyFirmChain)).toMatchObject({ ok: true, links: 50 });
  });

  test("AUD-02 the chain verifies in any session time zone", async () => {
    const firm = testPrincipal("org_zone");
    await inTenant(firm, async (tx) => {
      await tx.execute(sql`select set_config('TimeZone', 'Asia/Kathmandu', true)`);
      await tx.insert(schema.contacts).values({ firstName: "A", lastName: "B" });
    });
    expect(await inTenant(firm, verifyFirmChain)).toMatchObject({ ok: true });
  });

  test.each([
    [
      "an edited entry",
      "update audit_logs set action = 'contacts.delete' where tenant_id = 'TENANT' and sequence = 3",
      3,
    ],
    ["an edited detail", "update audit_details set detail = '{}' where tenant_id = 'TENANT' and sequence = 3", 3],
    ["a removed detail", "delete from audit_details where tenant_id = 'TENANT' and sequence = 3", 3],
    ["a removed entry", "delete from audit_logs where tenant_id = 'TENANT' and sequence = 3", 3],
    [
      "two entries in another order",
      "update audit_logs set sequence = case sequence when 2 then 1003 else 1002 end where tenant_id = 'TENANT' and sequence in (2, 3); update audit_logs set sequence = sequence - 1000 where tenant_id = 'TENANT' and sequence > 1000",
      2,
    ],
    ["a cut tail", "delete from audit_logs where tenant_id = 'TENANT' and sequence > 4", 5],
  ])("AUD-03 %s is named", async (_, statement, sequence) => {
    const firm = testPrincipal(`org_tamper_${crypto.randomUUID().slice(0, 8)}`);
    await addContacts(firm, 6);
    expect(await inTenant(firm, verifyFirmChain)).toMatchObject({ ok: true });
    await tamper(statement.replaceAll("TENANT", firm.tenantId));
    expect(await inTenant(firm, verifyFirmChain)).toMatchObject({ ok: false, sequence });
  });

  test("AUD-03 an exported chain is verified without the database", async () => {
    const firm = testPrincipal("org_export");
    await addContacts(firm, 3);
    const links = await inTenant(firm, (tx) => readLinks(tx, 0, 100));
    const head = { sequence: 3, hash: links[2]?.hash ?? Buffer.alloc(0) };
    expect(verifyChain(firm.tenantId, links, head)).toMatchObject({ ok: true, links: 3 });
    expect(verifyChain(firm.tenantId, links.slice(0, 2), head)).toMatchObject({ ok: false, fault: "head" });
    expect(verifyChain(firm.tenantId, [], chainGenesis(firm.tenantId))).toMatchObject({ ok: true, links: 0 });
  });

  test("AUD-01 nobody changes, removes or empties the log, the owner included", async () => {
    const firm = testPrincipal("org_append");
    await addContacts(firm, 1);
    for (const statement of [
      "update audit_logs set action = 'x'",
      "delete from audit_logs",
      "truncate audit_logs",
      "update audit_details set detail = 'x'",
      "delete from audit_details",
      "delete from audit_heads",
      "truncate optout_events cascade",
      "update gate_decisions set verdict = 'allowed'",
    ]) {
      const needsRow = statement.includes("gate_decisions");
      if (!needsRow) await expect(database.asOwner(statement), statement).rejects.toThrow("append-only");
      await expect(
        inTenant(firm, (tx) => tx.execute(sql.raw(statement))),
        statement,
      ).rejects.toThrow();
    }
  });

  test("AUD-04 a change stands with its actor, request and redacted values, once", async () => {
    const firm = testPrincipal("org_diff", { actor: { type: "user", userId: "user_ana" } });
    const [contact] = await inTenant(firm, (tx) =>
      tx
        .insert(schema.contacts)
        .values({ firstName: "Canary", lastName: "Lopez", notes: "SSN 123-45-6789" })
        .returning({ id: schema.contacts.id }),
    );
    await inTenant(firm, (tx) =>
      tx
        .update(schema.contacts)
        .set({ lastName: "Ruiz", preferredLanguage: "es" })
        .where(eq(schema.contacts.id, contact?.id ?? "")),
    );
    const rows = await inTenant(firm, (tx) =>
      rowsOf<{ action: string; actor_id: string; request_id: string; detail: string }>(
        tx,
        sql`select l.action, l.actor_id, l.request_id, d.detail from ${auditLogs} l join ${auditDetails} d using (tenant_id, sequence) order by sequence`,
      ),
    );
    expect(rows.map((row) => row.action)).toEqual(["contacts.insert", "contacts.update"]);
    expect(rows.every((row) => row.actor_id === "user_ana" && row.request_id === firm.requestId)).toBe(true);
    expect(JSON.stringify(rows)).not.toMatch(/Canary|Lopez|Ruiz|123-45-6789/);
    expect(JSON.parse(rows[1]?.detail ?? "{}")).toEqual({
      before: { last_name: { redacted: true }, preferred_language: "en" },
      after: { last_name: { redacted: true }, preferred_language: "es" },
    });
  });
});
