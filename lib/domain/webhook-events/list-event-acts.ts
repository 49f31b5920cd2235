import "server-only";
import type { TenantTx } from "@/db/tenant";
import { auditChanges } from "@/lib/domain/audit/audit-changes";
import { listAuditEntries } from "@/lib/domain/audit/list-audit-entries";
import { DONE_REASONS } from "./webhook-log.schema";

/** Names of what people do about events, as they stand in the audit log. */
export const EVENT_ACTS = {
  replay: "webhook_event.replay",
  quarantine: "webhook_event.quarantine",
  release: "webhook_event.release",
  mark_done: "webhook_event.mark_done",
  reveal: "webhook_event.reveal",
} as const;

/** What a person did about an event, and when. `reason` comes with `mark_done`. */
export type EventAct = {
  sequence: number;
  act: keyof typeof EVENT_ACTS;
  actorName: string | null;
  reason: (typeof DONE_REASONS)[number] | null;
  occurredAt: Date;
};

const MOST_ACTS = 50;
const NAMES = ["replay", "quarantine", "release", "mark_done", "reveal"] as const satisfies (keyof typeof EVENT_ACTS)[];

/** The newest acts about an event, oldest first, read from the audit log. */
export async function listEventActs(tx: TenantTx, eventId: string): Promise<EventAct[]> {
  const { rows } = await listAuditEntries(tx, { subjectType: "webhook_events", subjectId: eventId, limit: MOST_ACTS });
  return rows.toReversed().flatMap((entry) => {
    const act = NAMES.find((name) => EVENT_ACTS[name] === entry.action);
    if (!act) return [];
    const reason = auditChanges(entry.detail).find(({ field }) => field === "reason")?.after;
    const { sequence, actorName, occurredAt } = entry;
    return { sequence, act, actorName, reason: reason?.kind === "value" ? asReason(reason.text) : null, occurredAt };
  });
}

function asReason(text: string): EventAct["reason"] {
  return DONE_REASONS.find((reason) => reason === text) ?? null;
}
