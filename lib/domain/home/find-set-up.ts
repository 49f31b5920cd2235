import "server-only";
import { isNull, sql } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";

export type SetUp = {
  /** The number that the assistant gives to clients, E.164; null until the firm has entered it. */
  callbackNumber: string | null;
  teamSize: number;
};

/** How far the firm's own set-up has come. */
export async function findSetUp(tx: TenantTx): Promise<SetUp> {
  const [firm] = await tx.select({ callbackNumber: firms.callbackNumber }).from(firms);
  const [team] = await tx
    .select({ size: sql<number>`count(*)::int` })
    .from(memberships)
    .where(isNull(memberships.removedAt));
  return { callbackNumber: firm?.callbackNumber ?? null, teamSize: team?.size ?? 0 };
}
