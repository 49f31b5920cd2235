import { afterAll, beforeAll, expect, test } from "vitest";
import { PreparedPglite } from "./prepared-pglite";

const FIRM = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";

let engine: PreparedPglite;

beforeAll(async () => {
  engine = new PreparedPglite();
  await engine.waitReady;
  await engine.exec(`create role reader nologin;
    create table papers (tenant_id uuid not null, title text not null, pages integer, tags text[], facts jsonb, at timestamptz);
    alter table papers enable row level security;
    alter table papers force row level security;
    create policy tenant on papers using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
    grant select, insert on papers to reader;
    insert into papers (tenant_id, title) values ('${FIRM}', 'ours'), ('${OTHER}', 'theirs')`);
});

afterAll(() => engine.close());

const TITLES = "select title from papers where title <> $1 order by title";

function titlesOf(tenantId: string | null): Promise<unknown[]> {
  return engine.transaction(async (tx) => {
    await tx.query("select set_config('role', 'reader', true), set_config('app.tenant_id', $1, true)", [
      tenantId ?? "",
    ]);
    return (await tx.query<{ title: string }>(TITLES, ["nothing"])).rows.map(({ title }) => title);
  });
}

test("TEN-05 a text that was planned for one firm shows another firm, nobody and the owner their own rows", async () => {
  for (let round = 0; round < 8; round += 1) {
    expect(await titlesOf(FIRM)).toEqual(["ours"]);
    expect(await titlesOf(OTHER)).toEqual(["theirs"]);
    expect(await titlesOf(null)).toEqual([]);
    expect((await engine.query<{ title: string }>(TITLES, ["nothing"])).rows).toHaveLength(2);
  }
});

test("a text that comes again is planned once", async () => {
  const text = "select title, pages from papers where tenant_id = $1";
  for (let round = 0; round < 20; round += 1) await engine.query(text, [FIRM]);
  const { rows } = await engine.query<{ count: number; plans: number }>(
    "select count(*)::int as count, max(generic_plans)::int as plans from pg_prepared_statements where statement = $1",
    [text],
  );
  expect(rows).toEqual([{ count: 1, plans: 15 }]);
});

test("values of every kind come back as they went, also as arrays of columns", async () => {
  const at = new Date("2026-11-22T10:00:00.123Z");
  const values = [FIRM, 'a "title", \\ {}', 7, ["one", 'two "2"'], { a: [1, null] }, at];
  const text = "insert into papers values ($1, $2, $3, $4, $5, $6) returning title, pages, tags, facts, at";
  const { rows, affectedRows } = await engine.query(text, values);
  expect(rows).toEqual([{ title: values[1], pages: 7, tags: values[3], facts: values[4], at }]);
  expect(affectedRows).toBe(1);
  const empty = await engine.query(text, [FIRM, "empty", null, null, null, undefined], { rowMode: "array" });
  expect(empty.rows).toEqual([["empty", null, null, null, null]]);
  expect((await engine.query("select title from papers where false")).fields).toMatchObject([{ name: "title" }]);
  expect((await engine.query("select 'null'::jsonb as nothing, 12345678901::int8 as big")).rows).toEqual([
    { nothing: null, big: 12_345_678_901 },
  ]);
  await engine.query("delete from papers where title = any($1::text[])", [["empty", values[1]]]);
});

test("a statement that fails leaves the connection and the others as they were", async () => {
  const divide = "select 1 / $1::int as result";
  await expect(engine.query(divide, [0])).rejects.toMatchObject({ code: "22012" });
  await expect(engine.query("select nothing from nowhere")).rejects.toMatchObject({ code: "42P01" });
  const broken = engine.transaction(async (tx) => {
    await tx.query("insert into papers (tenant_id, title) values ($1, $2)", [FIRM, "lost"]);
    await tx.query(divide, [0]);
  });
  await expect(broken).rejects.toMatchObject({ code: "22012" });
  expect((await engine.query(divide, [1])).rows).toEqual([{ result: 1 }]);
  expect(await titlesOf(FIRM)).toEqual(["ours"]);
});

test("a table that is defined anew is read anew", async () => {
  await engine.exec("create table forms (a integer); insert into forms values (1)");
  const text = "select * from forms";
  expect((await engine.query(text)).rows).toEqual([{ a: 1 }]);
  await engine.exec("alter table forms add column b text default 'new'");
  expect((await engine.query(text)).rows).toEqual([{ a: 1, b: "new" }]);
});

test("only so many texts are kept, and one that lists values not at all", async () => {
  for (let index = 0; index < 500; index += 1) await engine.query(`select ${index} as value`);
  const long = `select array_length(array[${Array.from({ length: 6_000 }, (_, index) => index).join(", ")}], 1) as value`;
  for (let round = 0; round < 2; round += 1) expect((await engine.query(long)).rows).toEqual([{ value: 6_000 }]);
  const { rows } = await engine.query<{ count: number }>("select count(*)::int as count from pg_prepared_statements");
  expect(rows[0]?.count).toBeLessThanOrEqual(400);
  expect((await engine.query("select 0 as value")).rows).toEqual([{ value: 0 }]);
});
