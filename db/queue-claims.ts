import "server-only";
import type { PgBoss } from "pg-boss";
import { DEAD_LETTER } from "./queue";

// What workers do on the queue beside adding to it. They run as the login role, which owns the work and no firm's rows.

/** A job that was given out: nobody else has it as long as its claim is kept. */
export type ClaimedJob = {
  id: string;
  data: unknown;
  /** Which attempt holds the claim; whatever is said about the job later counts for this attempt only. */
  retryCount: number;
  expireInSeconds: number;
  /** The firm, as the job was queued for it. */
  firm: string | null;
};

/** Gives out up to `limit` jobs of `name` that are due, oldest first, and none of the firms in `ignoring`. */
export async function claimJobs(
  boss: PgBoss,
  name: string,
  { limit, ignoring }: { limit: number; ignoring: readonly string[] },
): Promise<ClaimedJob[]> {
  const jobs = await boss.fetch<unknown>(name, {
    batchSize: limit,
    ...(ignoring.length > 0 ? { ignoreGroups: [...ignoring] } : {}),
  });
  return jobs.map(({ id, data, retryCount, expireInSeconds, groupId }) => {
    return { id, data, retryCount, expireInSeconds, firm: groupId ?? null };
  });
}

/** Says that the jobs are done; one whose claim was lost meanwhile is left alone. */
export async function completeJobs(boss: PgBoss, name: string, jobs: readonly ClaimedJob[]): Promise<void> {
  if (jobs.length > 0) await boss.complete(name, attemptsOf(jobs));
}

type Failure = { code: string; isFinal: boolean };

/**
 * Says that the jobs failed. They come back after their backoff, or become dead letters when their attempts are used up or
 * the failure is final.
 */
export async function failJobs(
  boss: PgBoss,
  name: string,
  jobs: readonly ClaimedJob[],
  { code, isFinal }: Failure,
): Promise<void> {
  if (jobs.length === 0) return;
  // The library ends a job early inside its own worker loop only; a job without attempts left ends in the same way.
  if (isFinal) await boss.getDb().executeSql(LAST_ATTEMPT, [name, ...columnsOf(jobs)]);
  await boss.fail(name, attemptsOf(jobs), { code });
}

const LAST_ATTEMPT = `update pgboss.job j set retry_limit = j.retry_count
  from unnest($2::uuid[], $3::int[]) as claim (id, attempt)
  where j.name = $1 and j.id = claim.id and j.retry_count = claim.attempt and j.state = 'active'`;

/** Says that the jobs are still worked on. Answers the ids of those whose claim still stands. */
export async function keepClaims(boss: PgBoss, name: string, jobs: readonly ClaimedJob[]): Promise<Set<string>> {
  const answer: { settled?: unknown } = await boss.touch(name, attemptsOf(jobs));
  return new Set(Array.isArray(answer.settled) ? answer.settled.map(String) : jobs.map(({ id }) => id));
}

type Orphan = { name: string; id: string; retry_count: number };

/**
 * Takes back the jobs whose worker has said nothing for `silentSeconds`, those in `held` left out, and makes them due at
 * once: it was not the job that failed. Each counts as a try, so that a job which kills its worker ends as a dead letter.
 */
export async function reclaimJobs(
  boss: PgBoss,
  { silentSeconds, held }: { silentSeconds: number; held: readonly string[] },
): Promise<number> {
  const db = boss.getDb();
  const { rows } = await db.executeSql(ORPHANS, [silentSeconds, held]);
  const orphans = Map.groupBy(rows as Orphan[], ({ name }) => name);
  for (const [name, jobs] of orphans) {
    const ids = jobs.map(({ id }) => id);
    await boss.fail(
      name,
      jobs.map(({ id, retry_count: retryCount }) => ({ id, retryCount })),
      { code: "worker_lost" },
    );
    await db.executeSql(DUE_NOW, [name, ids]);
  }
  return rows.length;
}

const ORPHANS = `select name, id, retry_count from pgboss.job
  where state = 'active' and group_id is not null and heartbeat_on < now() - make_interval(secs => $1::int)
    and not id = any($2::uuid[]) limit 500`;
const DUE_NOW = `update pgboss.job set start_after = now() where name = $1 and id = any($2::uuid[]) and state = 'retry'`;

/** Names of the queues in which a job is due. */
export async function listDueQueues(boss: PgBoss): Promise<string[]> {
  const { rows } = await boss.getDb().executeSql(DUE_QUEUES);
  return (rows as { name: string }[]).map(({ name }) => name);
}

const DUE_QUEUES = `select q.name from pgboss.queue q where exists (
  select 1 from pgboss.job j where j.name = q.name and j.state < 'active' and not j.blocked and j.start_after <= now())`;

/** How many jobs of `names` are due, counted up to `most`. */
export async function countDueJobs(boss: PgBoss, names: readonly string[], most: number): Promise<number> {
  const { rows } = await boss.getDb().executeSql(DUE_JOBS, [names, most]);
  return (rows as { due: number }[])[0]?.due ?? 0;
}

const DUE_JOBS = `select count(*)::int as due from (
  select 1 from pgboss.job where name = any($1::text[]) and state < 'active' and not blocked and start_after <= now() limit $2) d`;

const NOTIFICATION = "pg_notify(";

/**
 * Calls `queued` with a queue's name as soon as a job is added to it, and `resumed` whenever listening begins (again), since
 * something may have been missed. Null where the database cannot tell (Neon's pooler); then looking is all there is.
 */
export async function listenForJobs(
  boss: PgBoss,
  name: string,
  { queued, resumed }: { queued: (name: string) => void; resumed: () => void },
): Promise<{ close: () => Promise<void> } | null> {
  const db = boss.getDb();
  if (db.listen === undefined) return null;
  const channel = await channelOf(boss, name);
  return channel === null ? null : db.listen(channel, queued, resumed);
}

/** The channel that the library itself notifies when a job of `name` is added, read from its own statement. */
async function channelOf(boss: PgBoss, name: string): Promise<string | null> {
  const written: string[] = [];
  const executeSql = async (text: string) => {
    written.push(text);
    return { rows: [] };
  };
  await boss.insert(name, [], { db: { executeSql } });
  const text = written.join("\n");
  const [from, to] = [text.indexOf(NOTIFICATION), text.indexOf(`, '${name}')`)];
  if (from < 0 || to < from) return null;
  const question = `select ${text.slice(from + NOTIFICATION.length, to)} as channel`;
  const { rows } = await boss.getDb().executeSql(question);
  return (rows as { channel: string }[])[0]?.channel ?? null;
}

function attemptsOf(jobs: readonly ClaimedJob[]): { id: string; retryCount: number }[] {
  return jobs.map(({ id, retryCount }) => ({ id, retryCount }));
}

function columnsOf(jobs: readonly ClaimedJob[]): [string[], number[]] {
  return [jobs.map(({ id }) => id), jobs.map(({ retryCount }) => retryCount)];
}

/**
 * Gives dead letters of `name` another life with all their attempts, oldest first.
 * @returns how many were moved back
 */
export function reviveJobs(boss: PgBoss, name: string, most: number): Promise<number> {
  return boss.redrive(DEAD_LETTER, { sourceName: name, limit: most });
}
