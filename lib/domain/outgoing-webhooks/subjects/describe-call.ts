import "server-only";
import { and, eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { cases } from "@/db/schema/cases";
import type { TenantTx } from "@/db/tenant";
import type { EventData } from "../event-data";
import { deskUrl } from "./desk-url";

/** A call for its receivers, without transcript, summary and recording; null when its case is behind an ethical wall. */
export async function describeCall(tx: TenantTx, callId: string): Promise<EventData["call.ended"] | null> {
  const [row] = await tx
    .select({
      id: callLogs.id,
      direction: callLogs.direction,
      purpose: callLogs.purpose,
      language: callLogs.language,
      phone: callLogs.clientNumber,
      state: callLogs.state,
      outcome: callLogs.outcome,
      isSimulated: callLogs.isSimulated,
      caseId: callLogs.caseId,
      contactId: callLogs.contactId,
      leadId: callLogs.leadId,
      scheduledFor: callLogs.scheduledFor,
      startedAt: callLogs.startedAt,
      endedAt: callLogs.endedAt,
      durationSeconds: callLogs.durationSeconds,
      isRestricted: cases.isRestricted,
    })
    .from(callLogs)
    .leftJoin(cases, and(eq(cases.tenantId, callLogs.tenantId), eq(cases.id, callLogs.caseId)))
    .where(eq(callLogs.id, callId));
  if (!row || row.isRestricted === true) return null;
  const { isRestricted: _, ...call } = row;
  return {
    call: {
      ...call,
      phone: call.phone.startsWith("+") ? call.phone : null,
      scheduledFor: call.scheduledFor.toISOString(),
      startedAt: call.startedAt?.toISOString() ?? null,
      endedAt: call.endedAt?.toISOString() ?? null,
      url: deskUrl(`/desk/calls/${callId}`),
    },
  };
}
