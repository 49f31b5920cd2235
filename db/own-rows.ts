import "server-only";
import { eq, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { TenantTx } from "./tenant";

/**
 * The firm of `tx`, once more as a value, for the page of a list. The policy alone keeps other firms out; but it reads the
 * firm from a setting, so that the planner takes every firm for an average one and sorts all rows of a large one. With the
 * value it knows the firm's size and reads the page from the index.
 */
export function ownRows(tx: TenantTx, tenantId: PgColumn): SQL {
  return eq(tenantId, tx.tenantId);
}
