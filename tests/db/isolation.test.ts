import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getDatabase } from "@/db/client";
import { inTenant, rowsOf, withoutTenant } from "@/db/tenant";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "../support/test-database";
import { GLOBAL_TABLES } from "./catalogue-rules";
import { fillEveryTable } from "./fill-every-table";

const firmA = testPrincipal("org_isolation_a", { actor: { type: "system", name: "suite" } });
const firmB = testPrincipal("org_isolation_b", { actor: { type: "system", name: "suite" } });

describe.each(await databaseKinds())("isolation on %s", (kind) => {
  let database: TestDatabase;
  let tables: string[];
  beforeAll(async () => {
    database = await createTestDatabase(kind);
    await inTenant(firmA, fillEveryTable);
    const { rows } = await database.asOwner(
      "select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1",
    );
    tables = rows.map((row) => String((row as { name: string }).name)).filter((name) => !(name in GLOBAL_TABLES));
  });
  afterAll(() => database.drop());

  async function countAs(run: typeof firmA, table: string): Promise<number> {
    const rows = await inTenant(run, (tx) =>
      rowsOf<{ n: number }>(tx, sql`select count(*)::int as n from ${sql.identifier(table)}`),
    );
    return rows[0]?.n ?? -1;
  }

  test("TEN-02 every tenant table has a row of firm A to try", async () => {
    const empty: string[] = [];
    for (const table of tables) if ((await countAs(firmA, table)) === 0) empty.push(table);
    expect(empty).toEqual([]);
  });

  test("TEN-02 firm B reads no row of firm A in any table", async () => {
    const seen: string[] = [];
    for (const table of tables) if ((await countAs(firmB, table)) !== 0) seen.push(table);
    expect(seen).toEqual([]);
  });

  test("TEN-03 without a firm no table shows a row, also on a connection that has just served a firm", async () => {
    const seen: string[] = [];
    for (const table of tables) {
      await countAs(firmA, table);
      const rows = await withoutTenant((tx) =>
        rowsOf<{ n: number }>(tx, sql`select count(*)::int as n from ${sql.identifier(table)}`),
      );
      if (rows[0]?.n !== 0) seen.push(table);
    }
    expect(seen).toEqual([]);
  });

  test("TEN-02 firm B changes and deletes no row of firm A in any table", async () => {
    const touched: string[] = [];
    for (const table of tables) {
      for (const statement of [
        sql`update ${sql.identifier(table)} set tenant_id = tenant_id where tenant_id = ${firmA.tenantId} returning 1 as hit`,
        sql`delete from ${sql.identifier(table)} where tenant_id = ${firmA.tenantId} returning 1 as hit`,
      ]) {
        const outcome = await inTenant(firmB, async (tx) => rowsOf(tx, statement)).then(
          (rows) => (rows.length === 0 ? "nothing" : "rows"),
          (error: unknown) => sqlState(error),
        );
        if (!["nothing", "42501"].includes(outcome)) touched.push(`${table}: ${outcome}`);
      }
    }
    expect(touched).toEqual([]);
  });

  test("TEN-02 firm B inserts no copy of firm A's row into firm A in any table", async () => {
    const accepted: string[] = [];
    for (const table of tables) {
      const [row] = (
        await database.asOwner(
          `select row_to_json(t)::text as row from "${table}" t where tenant_id = '${firmA.tenantId}' limit 1`,
        )
      ).rows;
      const copy = String((row as { row: string }).row);
      const outcome = await inTenant(firmB, async (tx) => {
        const columns = await rowsOf<{ name: string }>(
          tx,
          sql`select quote_ident(attname) as name from pg_attribute where attrelid = ${`public.${table}`}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        );
        const list = sql.join(
          columns.map((column) => sql.identifier(column.name.replaceAll('"', ""))),
          sql`, `,
        );
        await tx.execute(
          sql`insert into ${sql.identifier(table)} (${list}) select ${list} from json_populate_record(null::${sql.identifier(table)}, ${copy}::json)`,
        );
      }).then(
        () => "accepted",
        (error: unknown) => sqlState(error),
      );
      if (outcome !== "42501") accepted.push(`${table}: ${outcome}`);
    }
    expect(accepted).toEqual([]);
  });

  test("TEN-05 a foreign id in a reference is refused exactly as an unknown one", async () => {
    const [contact] = await inTenant(firmA, (tx) => rowsOf<{ id: string }>(tx, sql`select id from contacts limit 1`));
    const attempt = (contactId: string) =>
      inTenant(firmB, (tx) =>
        tx.execute(sql`insert into contact_phones (contact_id, e164) values (${contactId}, '+16025550199')`),
      ).then(
        () => "accepted",
        (error: unknown) => sqlState(error),
      );
    expect(await attempt(contact?.id ?? "")).toBe("23503");
    expect(await attempt(randomUUID())).toBe("23503");
  });

  test("TEN-01 outside a tenant transaction the log-in role has no right to a tenant table", async () => {
    const { query, driver } = await getDatabase();
    // The embedded database is opened by its only user; a server's log-in role must be refused.
    if (driver === "pg") await expect(query("select 1 from public.contacts")).rejects.toThrow("permission denied");
    else expect(driver).toBe("pglite");
  });
});

function sqlState(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return String(error);
}
