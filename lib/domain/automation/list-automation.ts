import "server-only";
import { desc, inArray } from "drizzle-orm";
import { automationLogs } from "@/db/schema/automation-logs";
import type { TenantTx } from "@/db/tenant";

export type AutomationLine = Pick<
  typeof automationLogs.$inferSelect,
  "id" | "trigger" | "action" | "status" | "subjectType" | "subjectId" | "detail" | "createdAt"
>;

const LIMIT = 200;

/** What events and jobs caused for these subjects (a call and its lead, a case), newest first. */
export async function listAutomation(tx: TenantTx, subjectIds: readonly string[]): Promise<AutomationLine[]> {
  if (subjectIds.length === 0) return [];
  return tx
    .select({
      id: automationLogs.id,
      trigger: automationLogs.trigger,
      action: automationLogs.action,
      status: automationLogs.status,
      subjectType: automationLogs.subjectType,
      subjectId: automationLogs.subjectId,
      detail: automationLogs.detail,
      createdAt: automationLogs.createdAt,
    })
    .from(automationLogs)
    .where(inArray(automationLogs.subjectId, [...subjectIds]))
    .orderBy(desc(automationLogs.createdAt), desc(automationLogs.id))
    .limit(LIMIT);
}
