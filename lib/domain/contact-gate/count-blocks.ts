import "server-only";
import { and, count, desc, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { gateDecisions } from "@/db/schema/gate-decisions";
import type { TenantTx } from "@/db/tenant";
import type { RuleCode } from "@/lib/domain/compliance/gate-decision";
import { type DecisionFilter, decisionConditions } from "./decision-filter";

export type BlockCounts = {
  /** Blocked decisions of the window; one that two rules blocked stands here once and below under both. */
  blocked: number;
  byRule: { rule: RuleCode; count: number }[];
};

/** How often each rule stopped something in a window, most often first. Each number is the length of listDecisions with the same filter. */
export async function countBlocks(
  tx: TenantTx,
  window: Pick<DecisionFilter, "from" | "until" | "kind" | "origin">,
): Promise<BlockCounts> {
  const where = and(ownRows(tx, gateDecisions.tenantId), decisionConditions({ ...window, verdict: "blocked" }));
  const [all] = await tx.select({ blocked: count() }).from(gateDecisions).where(where);
  const reasons = tx
    .select({ rule: sql<RuleCode>`unnest(${gateDecisions.blockedBy})`.as("rule") })
    .from(gateDecisions)
    .where(where)
    .as("reasons");
  const byRule = await tx
    .select({ rule: reasons.rule, count: count() })
    .from(reasons)
    .groupBy(reasons.rule)
    .orderBy(desc(count()), reasons.rule);
  return { blocked: all?.blocked ?? 0, byRule };
}
