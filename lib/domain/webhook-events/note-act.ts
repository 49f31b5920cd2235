import "server-only";
import type { TenantTx } from "@/db/tenant";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { EVENT_ACTS } from "./list-event-acts";
import type { LockedEvent } from "./lock-events";

type Act = Exclude<keyof typeof EVENT_ACTS, "reveal">;

/** Says in the audit log and among the automation's lines what somebody did about events, each by itself. */
export async function noteAct(
  tx: TenantTx,
  act: Act,
  { events, detail = {} }: { events: readonly LockedEvent[]; detail?: Record<string, string> },
): Promise<void> {
  for (const { id, state } of events) {
    const what = { ...detail, from: state };
    await auditEvent(tx, {
      action: EVENT_ACTS[act],
      subjectType: "webhook_events",
      subjectId: id,
      outcome: "done",
      detail: what,
    });
    await recordAutomation(tx, {
      trigger: `person.${act}`,
      action: EVENT_ACTS[act],
      subjectType: "webhook_event",
      subjectId: id,
      eventId: id,
      detail: what,
    });
  }
}
