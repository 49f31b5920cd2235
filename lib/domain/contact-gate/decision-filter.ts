import "server-only";
import { and, eq, gte, lt, ne, type SQL, sql } from "drizzle-orm";
import { gateDecisions } from "@/db/schema/gate-decisions";
import type { RuleCode } from "@/lib/domain/compliance/gate-decision";
import type { ContactKind, SendOrigin } from "@/lib/domain/compliance/gate-facts";

export type DecisionFilter = {
  verdict?: "allowed" | "blocked" | null;
  /** Decisions that this rule blocked. */
  rule?: RuleCode | null;
  kind?: ContactKind | null;
  origin?: SendOrigin | null;
  contactId?: string | null;
  /** E.164 or WhatsApp id, exactly. */
  address?: string | null;
  /** By the time at which it was stored; `until` is outside. */
  from?: Date | null;
  until?: Date | null;
  /** Also what was only shown to somebody who was still choosing. Left out otherwise: nothing was stopped by it. */
  hasPreviews?: boolean;
};

/** The conditions of a list of decisions; its counts use the same, so that each number is the length of what it opens. */
export function decisionConditions(filter: DecisionFilter): SQL | undefined {
  return and(
    filter.hasPreviews ? undefined : ne(gateDecisions.moment, "preview"),
    filter.verdict ? eq(gateDecisions.verdict, filter.verdict) : undefined,
    filter.rule
      ? and(eq(gateDecisions.verdict, "blocked"), sql`${filter.rule} = any(${gateDecisions.blockedBy})`)
      : undefined,
    filter.kind ? eq(gateDecisions.kind, filter.kind) : undefined,
    filter.origin ? eq(gateDecisions.origin, filter.origin) : undefined,
    filter.contactId ? eq(gateDecisions.contactId, filter.contactId) : undefined,
    filter.address ? eq(gateDecisions.e164, filter.address) : undefined,
    filter.from ? gte(gateDecisions.createdAt, filter.from) : undefined,
    filter.until ? lt(gateDecisions.createdAt, filter.until) : undefined,
  );
}
