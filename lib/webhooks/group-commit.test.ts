import { expect, test } from "vitest";
import { createGroupCommit } from "./group-commit";

type Row = { id: number; bytes?: number };

function openStore(store: (rows: readonly Row[]) => Promise<readonly number[]>, changes = {}) {
  const settings = { maxStatements: 1, maxRows: 10, maxBytes: 1_000, maxWaiting: 100 };
  return createGroupCommit<Row, number>({ store, bytesOf: ({ bytes = 1 }) => bytes, ...settings, ...changes });
}

test("what arrives together is one statement, and each is answered after its commit with its own outcome", async () => {
  const groups: number[][] = [];
  let committed = 0;
  const put = openStore(async (rows) => {
    groups.push(rows.map(({ id }) => id));
    await new Promise((resolve) => setTimeout(resolve, 20));
    committed += rows.length;
    return rows.map(({ id }) => id * 2);
  });
  const first = put({ id: 1 });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const later = Promise.all([2, 3, 4].map((id) => put({ id })));
  expect(await first).toBe(2);
  expect(committed).toBe(1);
  expect(await later).toEqual([4, 6, 8]);
  expect(groups).toEqual([[1], [2, 3, 4]]);
});

test("a group holds no more rows and bytes than it may", async () => {
  const sizes: number[] = [];
  const put = openStore(async (rows) => {
    sizes.push(rows.length);
    return rows.map(({ id }) => id);
  });
  await Promise.all(Array.from({ length: 12 }, (_, id) => put({ id })));
  await Promise.all([1, 2, 3].map((id) => put({ id, bytes: 600 })));
  expect(sizes).toEqual([10, 2, 1, 1, 1]);
});

test("WH-06 a row that the database refuses takes no other with it; one that may be stored is never stored twice", async () => {
  const stored: number[] = [];
  const put = openStore(async (rows) => {
    if (rows.some(({ id }) => id === 2)) throw Object.assign(new Error("bad row"), { code: "22P02" });
    stored.push(...rows.map(({ id }) => id));
    return rows.map(({ id }) => id);
  });
  const outcomes = await Promise.allSettled([1, 2, 3].map((id) => put({ id })));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(stored).toEqual([1, 3]);
});

test("AVL-05 while the database is away nothing is tried row by row, and the queue in memory has an end", async () => {
  let statements = 0;
  const put = openStore(
    async () => {
      statements += 1;
      throw Object.assign(new Error("no connection"), { code: "ECONNREFUSED" });
    },
    { maxWaiting: 3 },
  );
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map((id) => put({ id })));
  expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
  expect(statements).toBe(1);
});
