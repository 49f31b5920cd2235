import "server-only";
import { sql } from "drizzle-orm";
import { automationLogs } from "@/db/schema/automation-logs";
import type { TenantTx } from "@/db/tenant";

export type AutomationEntry = {
  /** What set it off: `noun.verb`. */
  trigger: string;
  /** What was done: `noun.verb`. */
  action: string;
  status?: "done" | "skipped" | "failed";
  subjectType: "call" | "case" | "lead" | "contact" | "message" | "webhook_event" | "webhook_endpoint";
  /** Null when it is about nothing that the firm has. */
  subjectId: string | null;
  /** The stored webhook event that caused it. */
  eventId?: string | null;
  /** Codes, ids and counts only; what a client said belongs elsewhere. */
  detail?: Record<string, string | number | boolean | null>;
};

/** Notes in a line what an event or a job caused; in an event's work (see markCause) with that event as the cause. */
export async function recordAutomation(tx: TenantTx, entry: AutomationEntry): Promise<void> {
  const eventId = sql`nullif(current_setting('app.event_id', true), '')::uuid`;
  await tx.insert(automationLogs).values({ status: "done", eventId, ...entry });
}
