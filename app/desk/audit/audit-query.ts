import type { AuditFilter } from "@/lib/domain/audit/list-audit-entries";
import { type SearchParams, textOf } from "../list-links";

export const AUDIT_OUTCOMES = ["done", "denied", "failed"] as const;

/** Actors that are no person; everything else in the actor filter is a user id. */
export const MACHINE_ACTORS = ["assistant", "webhook", "job", "system"] as const;

/** The last part of an action's name. */
export const ACTION_PARTS = ["insert", "update", "delete", "denied", "refuse", "reveal"] as const;

export const SUBJECT_TYPES = [
  "cases",
  "case_details",
  "case_detail_proposals",
  "case_notes",
  "case_parties",
  "case_members",
  "contacts",
  "contact_phones",
  "contact_emails",
  "leads",
  "lead_metadata",
  "call_logs",
  "call_tokens",
  "call_tool_invocations",
  "gate_decisions",
  "consents",
  "optout_events",
  "optout_registry",
  "credit_accounts",
  "credit_entries",
  "credit_limits",
  "firms",
  "memberships",
  "api_keys",
  "data_keys",
  "connections",
  "webhook_endpoints",
  "webhook_events",
  "webhook_subscriptions",
  "webhook_deliveries",
  "operation",
] as const;

/** The log's filter as the address says it; parts that mean nothing are left out. */
export function auditFilterOf(search: SearchParams): Omit<AuditFilter, "limit"> {
  const actor = textOf(search, "actor");
  const machine = MACHINE_ACTORS.find((type) => type === actor);
  const part = ACTION_PARTS.find((candidate) => candidate === textOf(search, "action"));
  return {
    before: sequenceOf(textOf(search, "cursor")),
    subjectType: SUBJECT_TYPES.find((type) => type === textOf(search, "subject")) ?? null,
    subjectId: textOf(search, "record"),
    actorId: machine ? null : actor,
    actorType: machine ?? null,
    action: part ? `.${part}` : null,
    outcome: AUDIT_OUTCOMES.find((outcome) => outcome === textOf(search, "outcome")) ?? null,
  };
}

/** A place in the chain; null for anything that is none. */
export function sequenceOf(text: string | null): number | null {
  if (text === null || !/^[1-9]\d{0,14}$/.test(text)) return null;
  return Number(text);
}
