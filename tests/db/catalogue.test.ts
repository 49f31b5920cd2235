import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, databaseKinds, type TestDatabase } from "../support/test-database";
import { CATALOGUE_RULES } from "./catalogue-rules";

// Each planted fault must be found by the rule that is meant to find it; otherwise the rule is not worth having.
const FAULTS: { fault: string; sql: string; found: RegExp; rule: number }[] = [
  {
    fault: "no row-level security",
    sql: "create table planted (tenant_id uuid not null, id uuid, primary key (tenant_id, id))",
    found: /planted/,
    rule: 0,
  },
  {
    fault: "enabled, not forced",
    sql: "create table planted (tenant_id uuid not null); alter table planted enable row level security; create policy tenant on planted using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id is not null)",
    found: /planted/,
    rule: 0,
  },
  { fault: "nullable tenant", sql: "create table planted (tenant_id uuid)", found: /planted/, rule: 1 },
  {
    fault: "policy that is true",
    sql: "create table planted (tenant_id uuid not null); create policy open on planted using (true)",
    found: /planted/,
    rule: 2,
  },
  {
    fault: "policy on something else",
    sql: "create table planted (tenant_id uuid not null, note text); create policy odd on planted using (note is not null) with check (true)",
    found: /planted/,
    rule: 3,
  },
  {
    fault: "plain foreign key",
    sql: "create table planted_parent (tenant_id uuid not null, id uuid unique); create table planted (tenant_id uuid not null, parent uuid references planted_parent (id))",
    found: /planted/,
    rule: 4,
  },
  {
    fault: "global unique index",
    sql: "create table planted (tenant_id uuid not null, reference text unique)",
    found: /planted/,
    rule: 5,
  },
  { fault: "view of the owner", sql: "create view planted as select * from contacts", found: /planted/, rule: 6 },
  {
    fault: "definer function for all",
    sql: "create function planted() returns int language sql security definer as 'select 1'",
    found: /planted/,
    rule: 7,
  },
  { fault: "truncate granted", sql: "grant truncate on contacts to docketline_app", found: /contacts/, rule: 8 },
  { fault: "audit writable", sql: "grant insert on audit_logs to docketline_app", found: /audit_logs/, rule: 11 },
];

describe.each(await databaseKinds())("catalogue on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  async function offenders(query: string): Promise<string[]> {
    const { rows } = await database.asOwner(query);
    return rows.map((row) => String((row as { offender: unknown }).offender));
  }

  test.each(CATALOGUE_RULES)("$id $title", async ({ query }) => {
    expect(await offenders(query)).toEqual([]);
  });

  test.each(FAULTS)("TEN-02 a planted fault is found: $fault", async ({ sql, found, rule }) => {
    const planted = CATALOGUE_RULES[rule];
    await database.asOwner(`begin; ${sql}; commit`);
    try {
      expect((await offenders(planted?.query ?? "")).join()).toMatch(found);
    } finally {
      await database.asOwner(
        "begin; drop view if exists planted_view; revoke truncate on contacts from docketline_app; revoke insert on audit_logs from docketline_app; commit",
      );
      for (const drop of [
        "drop view planted",
        "drop table planted",
        "drop table planted_parent",
        "drop function planted()",
      ]) {
        await database.asOwner(`do $$ begin execute '${drop}'; exception when others then null; end $$`);
      }
    }
  });
});
