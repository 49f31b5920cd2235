import "server-only";
import { asc, eq } from "drizzle-orm";
import { callToolInvocations } from "@/db/schema/call-tool-invocations";
import type { TenantTx } from "@/db/tenant";
import { type CallEvent, listCallEvents } from "@/lib/domain/webhook-events/list-call-events";
import { findCallRevision } from "./find-call-revision";

export type CallToolInvocation = Omit<typeof callToolInvocations.$inferSelect, "tenantId" | "callId">;

const LIMIT = 500;

/**
 * The webhooks that came for a call, with how each was verified, and what the assistant asked through its tools, both in
 * order. Null as for findCall: events hang on the call, so whoever may not see it sees none.
 */
export async function findCallEvents(
  tx: TenantTx,
  callId: string,
): Promise<{ webhooks: CallEvent[]; toolInvocations: CallToolInvocation[] } | null> {
  if ((await findCallRevision(tx, callId)) === null) return null;
  const toolInvocations = await tx
    .select({
      id: callToolInvocations.id,
      toolCallId: callToolInvocations.toolCallId,
      name: callToolInvocations.name,
      field: callToolInvocations.field,
      outcome: callToolInvocations.outcome,
      refusal: callToolInvocations.refusal,
      answer: callToolInvocations.answer,
      transcriptSecond: callToolInvocations.transcriptSecond,
      createdAt: callToolInvocations.createdAt,
    })
    .from(callToolInvocations)
    .where(eq(callToolInvocations.callId, callId))
    .orderBy(asc(callToolInvocations.createdAt), asc(callToolInvocations.id))
    .limit(LIMIT);
  return { webhooks: await listCallEvents(tx, callId), toolInvocations };
}
