import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "@/db/tenant";

export type NamedAuditEvent = {
  /** `noun.verb`, never renamed. */
  action: string;
  subjectType: string;
  subjectId: string | null;
  outcome: "done" | "denied" | "failed";
  /** Codes, ids and counts only. */
  detail: Record<string, string | number | boolean | null>;
};

/** Appends a named event (a denial, a key's use, a refused webhook) to the chain of the transaction's firm. */
export async function auditEvent(tx: TenantTx, event: NamedAuditEvent): Promise<void> {
  await tx.execute(sql`select docketline.audit_event(${event.action}, ${event.subjectType}, ${event.subjectId},
    ${event.outcome}, ${JSON.stringify(event.detail)}::jsonb)`);
}
