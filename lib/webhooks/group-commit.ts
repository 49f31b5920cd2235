import "server-only";

type Waiting<Row, Outcome> = { row: Row; resolve: (outcome: Outcome) => void; reject: (error: unknown) => void };

type Settings<Row, Outcome> = {
  /** Stores the rows in one statement and resolves after its commit, with an outcome for each, in order. */
  store: (rows: readonly Row[]) => Promise<readonly Outcome[]>;
  /** Statements under way at once. What arrives meanwhile is the next group. */
  maxStatements: number;
  maxRows: number;
  maxBytes: number;
  bytesOf: (row: Row) => number;
  /** Rows that may wait; more are refused at once, so that memory stays bounded while the database is away. */
  maxWaiting: number;
};

export type GroupCommit<Row, Outcome> = (row: Row) => Promise<Outcome>;

/** The store is full because the database does not keep up. */
class StoreFull extends Error {
  override readonly name = "StoreFull";
}

/**
 * Stores rows that arrive at the same time with one statement (group commit). A row's promise settles after the commit that
 * holds it. A group that fails is stored row by row once, so that one bad row takes no other with it.
 */
export function createGroupCommit<Row, Outcome>(settings: Settings<Row, Outcome>): GroupCommit<Row, Outcome> {
  const { store, bytesOf, maxRows, maxBytes, maxStatements, maxWaiting } = settings;
  let waiting: Waiting<Row, Outcome>[] = [];
  let underWay = 0;

  function nextGroup(): Waiting<Row, Outcome>[] {
    let count = 0;
    for (let sizeBytes = 0; count < waiting.length && count < maxRows; count += 1) {
      sizeBytes += bytesOf((waiting[count] as Waiting<Row, Outcome>).row);
      if (count > 0 && sizeBytes > maxBytes) break;
    }
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return group;
  }

  async function settle(group: readonly Waiting<Row, Outcome>[]): Promise<void> {
    try {
      const outcomes = await store(group.map(({ row }) => row));
      for (const [at, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[at];
        if (outcome === undefined) reject(new Error("the statement told nothing of a row"));
        else resolve(outcome);
      }
    } catch (error) {
      const [first, ...others] = group;
      if (others.length === 0 || !isOfTheRow(error)) for (const { reject } of group) reject(error);
      else for (const each of [first as Waiting<Row, Outcome>, ...others]) await settle([each]);
    }
  }

  function flush(): void {
    while (underWay < maxStatements && waiting.length > 0) {
      underWay += 1;
      void settle(nextGroup()).finally(() => {
        underWay -= 1;
        flush();
      });
    }
  }

  return (row) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= maxWaiting) {
        reject(new StoreFull("too many deliveries wait for the database"));
        return;
      }
      waiting.push({ row, resolve, reject });
      // Requests that were read in the same turn of the event loop go together, also when nothing is under way.
      if (waiting.length === 1) setImmediate(flush);
    });
}

/** PostgreSQL's classes 22 (data) and 23 (constraint): a row's own fault. Anything else would only fail again. */
function isOfTheRow(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^2[23]/.test(String(error.code));
}
