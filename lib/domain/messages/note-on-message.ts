import "server-only";
import type { TenantTx } from "@/db/tenant";
import { type AutomationEntry, recordAutomation } from "@/lib/domain/automation/record-automation";

/** Notes in a line what a webhook event did to a message, or that it found none. */
export async function noteOnMessage(
  tx: TenantTx,
  event: { eventId: string | null; messageId: string | null },
  entry: Pick<AutomationEntry, "action" | "status" | "detail">,
): Promise<void> {
  await recordAutomation(tx, {
    trigger: "webhook.received",
    subjectType: "message",
    subjectId: event.messageId,
    eventId: event.eventId,
    ...entry,
  });
}
