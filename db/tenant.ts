import "server-only";
import type { ExtractTablesWithRelations } from "drizzle-orm";
import { type SQL, sql } from "drizzle-orm";
import type { PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";
import { AppError } from "@/lib/core/errors";
import type { Actor, Principal, TenantId } from "@/lib/core/principal";
import { getDatabase } from "./client";
import type { Waiter } from "./create-turns";
import type { schema } from "./schema/schema";

// What this file promises: a TenantTx exists only inside inTenant, where the role is the app role, the tenant is the
// principal's, and both end with the transaction. Settings are transaction-local, so nothing is left for the next
// borrower of a pooled connection. Never nest inTenant: it would take a second connection (and on PGlite, which has
// one, wait for itself for ever); pass the transaction down.

declare const scoped: unique symbol;

type Tx = PgTransaction<PgQueryResultHKT, typeof schema, ExtractTablesWithRelations<typeof schema>>;

/** A transaction that sees one firm's rows. */
export type TenantTx = Tx & { readonly [scoped]: true; readonly tenantId: TenantId; readonly actor: Actor };

/** A transaction with the app role and no firm: for look-ups through definer functions. It sees no tenant row. */
export type OpenTx = Tx & { readonly [scoped]: false };

const STATEMENT_TIMEOUT = "15s";

/**
 * Runs `work` in one transaction as `who`'s firm. The firm and actor come from a verified principal only.
 * No network call belongs inside. Rolls back when `work` throws.
 */
export async function inTenant<T>(
  who: Pick<Principal, "tenantId" | "actor" | "requestId">,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return transact(waiterOf(who.actor), async (tx) => {
    // Policies make the planner expect far more work than a page is, and compiling for it took longer than any list.
    await tx.execute(sql`select set_config('role', 'docketline_app', true),
      set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true),
      set_config('jit', 'off', true),
      set_config('app.tenant_id', ${who.tenantId}, true),
      set_config('app.actor_type', ${who.actor.type}, true),
      set_config('app.actor_id', ${actorId(who.actor)}, true),
      set_config('app.request_id', ${who.requestId}, true)`);
    return work(scope(tx, who));
  });
}

/** Runs `work` with the app role and no firm. */
export async function withoutTenant<T>(work: (tx: OpenTx) => Promise<T>): Promise<T> {
  return transact("person", async (tx) => {
    await tx.execute(sql`select set_config('role', 'docketline_app', true),
      set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true)`);
    return work(tx as OpenTx);
  });
}

/** Runs `work` as the platform's administration: names of firms and counts, no column that holds a client's words. */
export async function inPlatform<T>(work: (tx: OpenTx) => Promise<T>): Promise<T> {
  return transact("person", async (tx) => {
    await tx.execute(sql`select set_config('role', 'docketline_platform', true),
      set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true),
      set_config('app.platform_admin', 'on', true)`);
    return work(tx as OpenTx);
  });
}

/**
 * Shows the rest of `tx` as `actor` would see it, in the same firm: for telling a person what machine work did, without
 * what stands behind a wall for them.
 */
export async function lookAs(tx: TenantTx, actor: Actor): Promise<void> {
  await tx.execute(sql`select set_config('app.actor_type', ${actor.type}, true),
    set_config('app.actor_id', ${actorId(actor)}, true)`);
}

/**
 * Runs `work` as the firm's machinery would, which no wall stands before, when a person stands behind `tx`: for what holds
 * firm-wide, whoever caused it. Nothing that `work` reads may reach the person.
 */
export async function withMachineEyes<T>(tx: TenantTx, name: string, work: () => Promise<T>): Promise<T> {
  if (tx.actor.type !== "user") return work();
  await lookAs(tx, { type: "system", name });
  try {
    return await work();
  } finally {
    // Where a statement failed nothing is read any more, and its error is the one to tell.
    await lookAs(tx, tx.actor).catch(() => undefined);
  }
}

/** Rows of a raw query: the three drivers answer `{ rows }`, which Drizzle's common type does not say. */
export async function rowsOf<Row>(tx: TenantTx | OpenTx, query: SQL): Promise<Row[]> {
  const result = (await tx.execute(query)) as { rows: Row[] };
  return result.rows;
}

/** As lockName, without waiting: whether the place was free. */
export async function tryLockName(tx: TenantTx, name: string): Promise<boolean> {
  const place = sql`hashtextextended(${`${tx.tenantId}:${name}`}, 0)`;
  const [row] = await rowsOf<{ taken: boolean }>(tx, sql`select pg_try_advisory_xact_lock(${place}) as taken`);
  return row?.taken === true;
}

/** Takes a row lock's place where there is no row yet: one holder for each firm and name until the transaction ends. */
export async function lockName(tx: TenantTx, name: string): Promise<void> {
  await onceIn(tx, name, () =>
    tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.tenantId}:${name}`}, 0))`),
  );
}

// What is held is held until the transaction ends, since there are no savepoints: asking for it again would only cost time.
const held = new WeakMap<TenantTx, Set<string>>();

/** Takes locks unless this transaction has taken them before, under the same name. */
export async function onceIn(tx: TenantTx, name: string, take: () => Promise<unknown>): Promise<void> {
  const names = held.get(tx) ?? new Set();
  if (names.has(name)) return;
  await take();
  held.set(tx, names.add(name));
}

async function transact<T>(waiter: Waiter, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { db, inTurn } = await getDatabase();
  return inTurn(waiter, () => db.transaction(work));
}

/** Behind whoever asks stands somebody who waits for the answer, a caller on the telephone as well. */
function waiterOf({ type }: Actor): Waiter {
  return type === "job" || type === "system" ? "machine" : "person";
}

/** The actor's own id as the database knows it; walls compare it with case_members.user_id. */
function actorId(actor: Actor): string {
  switch (actor.type) {
    case "user":
      return actor.userId;
    case "webhook":
      return actor.endpointId ?? actor.provider;
    case "assistant":
      return actor.callId;
    case "job":
      return actor.name;
    case "system":
      return actor.name;
  }
}

// The only place that mints a TenantTx: it is called right after the settings took effect in `tx`.
function scope(tx: Tx, who: Pick<Principal, "tenantId" | "actor">): TenantTx {
  if (who.tenantId.length === 0) throw new AppError("internal", "No firm is set");
  return Object.assign(tx, { tenantId: who.tenantId, actor: who.actor }) as TenantTx;
}
