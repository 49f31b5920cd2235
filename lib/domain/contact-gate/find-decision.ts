import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { contacts } from "@/db/schema/contacts";
import { gateDecisions } from "@/db/schema/gate-decisions";
import type { TenantTx } from "@/db/tenant";
import type { GateDisclosures, RuleCode, RuleResult } from "@/lib/domain/compliance/gate-decision";
import type { ContactKind, ContactPurpose, SendOrigin } from "@/lib/domain/compliance/gate-facts";
import type { StoredGateDecision } from "./decide-for-contact";

/** A decision with whom and what it was about. */
export type DecisionRecord = StoredGateDecision & {
  kind: ContactKind;
  origin: SendOrigin;
  purpose: ContactPurpose;
  blockedBy: RuleCode[];
  contactId: string | null;
  contactName: string | null;
  /** E.164, or WhatsApp's id of a person whose number is hidden. */
  address: string;
  createdAt: Date;
};

/** A stored decision with all of its evidence, or null when there is none that this person may see. */
export async function findDecision(tx: TenantTx, decisionId: string): Promise<DecisionRecord | null> {
  const [row] = await tx
    .select({
      decision: gateDecisions,
      contactName: sql<string | null>`${contacts.firstName} || ' ' || ${contacts.lastName}`,
    })
    .from(gateDecisions)
    .leftJoin(contacts, and(eq(contacts.tenantId, gateDecisions.tenantId), eq(contacts.id, gateDecisions.contactId)))
    .where(eq(gateDecisions.id, decisionId));
  if (!row) return null;
  const { decision } = row;
  return {
    id: decision.id,
    moment: decision.moment,
    verdict: decision.verdict,
    evaluatedAt: decision.evaluatedAt,
    policyVersion: decision.policyVersion,
    earliestLegalAt: decision.earliestLegalAt,
    contactId: decision.contactId,
    contactName: row.contactName,
    address: decision.e164,
    createdAt: decision.createdAt,
    // These columns are written by decideForContact alone, from values of these types, and are append-only.
    rules: decision.rules as RuleResult[],
    disclosures: decision.disclosures as GateDisclosures,
    blockedBy: decision.blockedBy as RuleCode[],
    kind: decision.kind as ContactKind,
    origin: (decision.origin ?? "automation") as SendOrigin,
    purpose: decision.purpose as ContactPurpose,
  };
}
