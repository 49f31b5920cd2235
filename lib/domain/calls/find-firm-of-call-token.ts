import "server-only";
import { sql } from "drizzle-orm";
import { type OpenTx, rowsOf } from "@/db/tenant";
import type { TenantId } from "@/lib/core/principal";
import { asTenantId } from "@/lib/core/tenant-id";
import { CALL_TOKEN_PATTERN, hashCallToken } from "./call-token";

/** The firm that a call token was made for; null for an unknown or missing one. */
export async function findFirmOfCallToken(tx: OpenTx, token: string | undefined): Promise<TenantId | null> {
  if (token === undefined || !CALL_TOKEN_PATTERN.test(token)) return null;
  const [found] = await rowsOf<{ tenant_id: string }>(
    tx,
    sql`select tenant_id from docketline.find_call_token(${hashCallToken(token)})`,
  );
  return found ? asTenantId(found.tenant_id) : null;
}
