import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { fromDrizzle, fromPglite, PgBoss } from "pg-boss";
import type { OpenDatabase } from "./open-database";
import type { TenantTx } from "./tenant";

// pg-boss keeps its tables in a schema of its own, without row-level security. The app role may insert a job there and
// read back its id, nothing else; a worker runs as the login role, which in turn has no right to any tenant table.

export type QueueSpec = {
  name: string;
  retryLimit: number;
  retryDelaySeconds: number;
  retryDelayMaxSeconds: number;
  expireSeconds: number;
};

/** The queue that keeps what could not be done, for 90 days. */
export const DEAD_LETTER = "dead";

/**
 * A worker says more often than this that a job's process is alive; the job of one that was killed is given out again when
 * it has been silent for so long and the next look, LOOK_SECONDS apart, sees it.
 */
const HEARTBEAT_SECONDS = 15;
const LOOK_SECONDS = 10;

/** A job that is done is no record: what it did stands in the firm's own tables. */
const KEPT_SECONDS = 86_400;

type QueueOptions = {
  /** The URL for a pool of the queue's own, which can LISTEN; without it (Neon, PGlite) the database's pool is used. */
  url: string | undefined;
  /** Whether maintenance runs here: in workers, and in the one process of the embedded mode. */
  supervise: boolean;
};

/** Starts the queue client. Every queue's settings are read now, because on PGlite they cannot be inside a transaction. */
export async function openQueue(database: OpenDatabase, options: QueueOptions): Promise<PgBoss> {
  const boss = new PgBoss({
    ...connectionOf(database, options.url),
    migrate: database.driver === "pglite",
    createSchema: database.driver === "pglite",
    supervise: options.supervise,
    schedule: false,
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds: LOOK_SECONDS,
    monitorIntervalSeconds: LOOK_SECONDS,
  });
  boss.on("error", () => {});
  await boss.start();
  return boss;
}

function connectionOf(database: OpenDatabase, url: string | undefined) {
  if (database.pglite) return { db: fromPglite(database.pglite), backend: "pglite" as const };
  if (database.driver === "pg" && url !== undefined) return { connectionString: url, max: 4 };
  return { db: { executeSql: database.query } };
}

/** Makes the queues that are missing and brings the others to the given settings. Needs the right to create tables. */
export async function installQueues(boss: PgBoss, queues: readonly QueueSpec[]): Promise<void> {
  const existing = new Set((await boss.getQueues()).map((queue) => queue.name));
  if (!existing.has(DEAD_LETTER)) await boss.createQueue(DEAD_LETTER, { retentionSeconds: 90 * 86_400 });
  for (const queue of queues) {
    const settings = {
      retryLimit: queue.retryLimit,
      retryDelay: queue.retryDelaySeconds,
      retryBackoff: true,
      retryDelayMax: queue.retryDelayMaxSeconds,
      expireInSeconds: queue.expireSeconds,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      deleteAfterSeconds: KEPT_SECONDS,
      deadLetter: DEAD_LETTER,
      notify: true,
    };
    if (existing.has(queue.name)) await boss.updateQueue(queue.name, settings);
    else await boss.createQueue(queue.name, { ...settings, policy: "short" });
  }
}

/** Installs the queue on a server as its owner, with the grants of the login role in `appUrl` and of the app role. */
export async function installServerQueue(
  ownerUrl: string,
  appUrl: string | undefined,
  queues: readonly QueueSpec[],
): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 2, supervise: false, schedule: false });
  await boss.start();
  try {
    await installQueues(boss, queues);
    const run = async (text: string) => boss.getDb().executeSql(text);
    await run(`grant usage on schema pgboss to docketline_app;
      grant select on pgboss.queue to docketline_app;
      grant insert, select (id, start_after) on pgboss.job_common, pgboss.job to docketline_app;
      grant execute on all functions in schema pgboss to docketline_app`);
    if (appUrl !== undefined) {
      const login = `"${decodeURIComponent(new URL(appUrl).username).replaceAll('"', '""')}"`;
      await run(`grant usage on schema pgboss to ${login};
        grant select, insert, update, delete on all tables in schema pgboss to ${login};
        grant usage on all sequences in schema pgboss to ${login};
        grant execute on all functions in schema pgboss to ${login}`);
    }
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
}

/** The rights that an embedded database's app role needs to insert jobs. */
export async function grantEmbeddedQueue(database: OpenDatabase): Promise<void> {
  await database.query(`grant usage on schema pgboss to docketline_app;
    grant select on pgboss.queue to docketline_app;
    grant insert, select (id, start_after) on pgboss.job_common, pgboss.job to docketline_app;
    grant execute on all functions in schema pgboss to docketline_app`);
}

export type QueuedJob = { name: string; data: object; startAfter: Date | undefined; singletonKey: string };

/** Inserts a job inside `tx`: it exists exactly when the transaction's other effects do. */
export async function sendInTransaction(boss: PgBoss, tx: TenantTx, job: QueuedJob): Promise<void> {
  await boss.send(job.name, job.data, {
    db: fromDrizzle({ execute: (query) => execute(tx, query) }, sql),
    singletonKey: job.singletonKey,
    group: { id: tx.tenantId },
    ...(job.startAfter ? { startAfter: job.startAfter } : {}),
  });
}

export type FirmJob = { data: object; firm: string; everySeconds: number; afterSeconds: number };

/** Inserts jobs for firms outside any transaction of theirs, each unless there was one in the same slot of time. */
export async function sendForFirms(boss: PgBoss, name: string, jobs: readonly FirmJob[]): Promise<void> {
  const rows = jobs.map(({ data, firm, everySeconds, afterSeconds }) => ({
    data,
    startAfter: afterSeconds,
    singletonKey: firm,
    singletonSeconds: everySeconds,
    group: { id: firm },
  }));
  await boss.insert(name, rows, { returnId: false });
}

// Every driver answers `{ rows }` and the queries come from the `sql` tag given above; the adapter types neither.
async function execute(tx: TenantTx, query: unknown): Promise<{ rows: unknown[] }> {
  return (await tx.execute(query as SQL)) as { rows: unknown[] };
}

/** A library's own insert statement, for standing in one of ours. */
export type JobInsert = { ctes: string; condition: string };

const INSERT = /^\s*INSERT INTO [\s\S]+$/;
const WITH_NOTIFICATION =
  /^\s*WITH (ins AS \([\s\S]+\))\s*SELECT id FROM ins WHERE (\(SELECT count\(\*\) FROM notified\) (?:>= 0|< 0))\s*$/;

/**
 * The queue library's statement for inserting jobs of `name`, with `jobs` (an SQL expression for its JSON text) in the place
 * of its one parameter, as members of a WITH list.
 * @throws Error when the library writes another statement than the one this was made for
 */
export async function jobInsertOf(boss: PgBoss, name: string, jobs: string): Promise<JobInsert> {
  const written: string[] = [];
  const executeSql = async (text: string) => {
    written.push(text);
    return { rows: [] };
  };
  await boss.insert(name, [], { db: { executeSql } });
  const [text = ""] = written;
  if (written.length !== 1 || text.split("$1").length !== 2) throw new Error(`pg-boss queues ${name} in another way`);
  const filled = text.replace("$1", () => jobs);
  const [, ctes, notified] = WITH_NOTIFICATION.exec(filled) ?? [];
  // Whatever the library's comparison is, it only has to be read for the notification to be sent.
  if (ctes !== undefined && notified !== undefined) {
    return { ctes, condition: `${notified.replace(/(?:>= 0|< 0)$/, "")} >= 0` };
  }
  if (INSERT.test(filled)) return { ctes: `ins as (${filled})`, condition: "true" };
  throw new Error(`pg-boss queues ${name} in another way`);
}
