import "server-only";
import { and, between, eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { conversationEvents } from "@/db/schema/conversation-events";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { areCallsSimulated } from "@/lib/domain/calls/are-calls-simulated";
import { callStateRank } from "@/lib/domain/calls/call-state-rank";
import { matchCaller } from "@/lib/domain/calls/match-caller";
import { lockContactNumber } from "@/lib/domain/contact-gate/lock-person";
import { placeConversation } from "@/lib/domain/conversations/place-conversation";
import { recordConversationEvent } from "@/lib/domain/conversations/record-conversation-event";
import { touchConversation } from "@/lib/domain/conversations/touch-conversation";

/** Two systems that tell of a call to the same number within this time tell of the same one. */
const SAME_CALL_MS = 2 * 60_000;

export type MissedCall = { provider: string; providerCallId: string; number: string; missedAt: Date };

/** Keeps a missed call among the calls and in the caller's conversation, once, however often it is told of. */
export async function recordMissedCall(tx: TenantTx, call: MissedCall): Promise<{ callId: string }> {
  await lockContactNumber(tx, call.number);
  const caller = await matchCaller(tx, call.number);
  const contactId = "contact" in caller ? caller.contact.id : null;
  const callId = (await findCall(tx, call)) ?? (await keepCall(tx, call, caller));
  const conversationId = await placeConversation(tx, { contactId, clientAddress: call.number, at: call.missedAt });
  const [known] = await tx
    .select({ detail: conversationEvents.detail })
    .from(conversationEvents)
    .where(and(eq(conversationEvents.conversationId, conversationId), eq(conversationEvents.kind, "missed_call")))
    .then((rows) => rows.filter(({ detail }) => detail["callId"] === callId));
  if (known) return { callId };
  await recordConversationEvent(tx, conversationId, { kind: "missed_call", detail: { callId } });
  await touchConversation(tx, conversationId);
  return { callId };
}

async function findCall(tx: TenantTx, call: MissedCall): Promise<string | null> {
  const [own] = await tx
    .select({ id: callLogs.id })
    .from(callLogs)
    .where(and(eq(callLogs.provider, call.provider), eq(callLogs.providerCallId, call.providerCallId)));
  if (own) return own.id;
  const [told] = await tx
    .select({ id: callLogs.id })
    .from(callLogs)
    .where(
      and(
        eq(callLogs.clientNumber, call.number),
        eq(callLogs.direction, "inbound"),
        between(
          callLogs.scheduledFor,
          new Date(call.missedAt.getTime() - SAME_CALL_MS),
          new Date(call.missedAt.getTime() + SAME_CALL_MS),
        ),
      ),
    )
    .limit(1);
  return told?.id ?? null;
}

async function keepCall(
  tx: TenantTx,
  call: MissedCall,
  caller: Awaited<ReturnType<typeof matchCaller>>,
): Promise<string> {
  const [firm] = await tx.select({ locale: firms.locale }).from(firms).limit(1);
  const [kept] = await tx
    .insert(callLogs)
    .values({
      direction: "inbound",
      purpose: "inbound",
      language: "contact" in caller ? caller.contact.preferredLanguage : (firm?.locale ?? "en"),
      caseId: caller.kind === "contact" ? caller.caseId : null,
      contactId: "contact" in caller ? caller.contact.id : null,
      clientNumber: call.number,
      state: "ended",
      stateRank: callStateRank("ended"),
      scheduledFor: call.missedAt,
      dialState: "none",
      provider: call.provider,
      providerCallId: call.providerCallId,
      outcome: "no_answer",
      startedAt: call.missedAt,
      endedAt: call.missedAt,
      reportedAt: call.missedAt,
      isSimulated: areCallsSimulated(),
    })
    .returning({ id: callLogs.id });
  if (!kept) throw new Error("the call was not kept");
  return kept.id;
}
