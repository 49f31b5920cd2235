import { expect, test } from "vitest";
import { addClients } from "@/tests/support/broadcast-audience";
import { createSendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase } from "@/tests/support/test-database";
import { tendEmbedded } from "./tend-embedded";

type Counted = { name: string; rows: number; at: string | null };

test("what was written is counted for the planner, once, and dead rows go", async () => {
  const { asOwner, drop } = await createTestDatabase("pglite");
  const firm = await createSendingFirm({ orgId: "org_tended" });
  await addClients(
    firm,
    Array.from({ length: 120 }, () => ({})),
  );
  const count = async () => {
    const { rows } = await asOwner(`select relname as name, reltuples::int as rows, last_analyze::text as at
      from pg_class join pg_stat_user_tables using (relname) where relname in ('contacts', 'audit_heads', 'leads') order by 1`);
    return rows as Counted[];
  };
  const rowsOf = (tables: Counted[]) => tables.map(({ name, rows }) => [name, rows]);
  expect(rowsOf(await count())).toEqual([
    ["audit_heads", -1],
    ["contacts", -1],
    ["leads", -1],
  ]);
  // The database tells its own counts a second late at most, unless it is asked to.
  await asOwner("select pg_stat_force_next_flush()");
  await tendEmbedded();
  const tended = await count();
  expect(rowsOf(tended)).toEqual([
    ["audit_heads", 1],
    ["contacts", 121],
    ["leads", -1],
  ]);
  const { rows } = await asOwner(
    "select n_dead_tup::int as dead from pg_stat_user_tables where relname = 'audit_heads'",
  );
  expect(rows).toEqual([{ dead: 0 }]);
  await tendEmbedded();
  expect(await count()).toEqual(tended);
  await drop();
});
