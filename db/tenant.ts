import "server-only";
import type { ExtractTablesWithRelations } from "drizzle-orm";
import { type SQL, sql } from "drizzle-orm";
import type { PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";
import { AppError } from "@/lib/core/errors";
import type { Actor, Principal, TenantId } from "@/lib/core/principal";
import { getDatabase } from "./client";
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
  const { db } = await getDatabase();
  return db.transaction(async (tx) => {
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
  const { db } = await getDatabase();
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('role', 'docketline_app', true),
      set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true)`);
    return work(tx as OpenTx);
  });
}

/** Runs `work` as the platform's administration: names of firms and counts, no column that holds a client's words. */
export async function inPlatform<T>(work: (tx: OpenTx) => Promise<T>): Promise<T> {
  const { db } = await getDatabase();
  return db.transaction(async (tx) => {
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

/** Rows of a raw query: the three drivers answer `{ rows }`, which Drizzle's common type does not say. */
export async function rowsOf<Row>(tx: TenantTx | OpenTx, query: SQL): Promise<Row[]> {
  const result = (await tx.execute(query)) as { rows: Row[] };
  return result.rows;
}

/** Takes a row lock's place where there is no row yet: one holder for each firm and name until the transaction ends. */
export async function lockName(tx: TenantTx, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.tenantId}:${name}`}, 0))`);
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
