import "server-only";
import type { TenantTx } from "@/db/tenant";
import { contactNow } from "@/lib/core/contact-clock";
import type { GateDecision } from "@/lib/domain/compliance/gate-decision";
import { judgeForContact } from "@/lib/domain/contact-gate/judge-for-contact";
import { quoteLongestCall } from "./call-credits";
import { type CallRepeat, findRepeat } from "./find-repeat";

/** A stopped call and what the gate would say to it now; no answer where it was taken up already. */
export type JudgedRepeat = CallRepeat & { decision: GateDecision | null };

/**
 * What the gate would answer now to a stopped call that is taken up again: what held then may be over, and somebody may have
 * said STOP since. Nothing is stored or reserved; the composer asks anew, and so does the confirmation. Null as findRepeat.
 */
export async function judgeRepeat(
  tx: TenantTx,
  { callId, userId, now }: { callId: string; userId: string; now: Date },
): Promise<JudgedRepeat | null> {
  const repeat = await findRepeat(tx, callId);
  if (repeat === null || repeat.repeatedBy !== null) return repeat && { ...repeat, decision: null };
  const decision = await judgeForContact(tx, {
    contactId: repeat.contactId,
    e164: repeat.clientNumber,
    kind: "ai_call",
    origin: "automation",
    purpose: repeat.purpose,
    quote: quoteLongestCall(),
    userId,
    now: contactNow(now),
  });
  return { ...repeat, decision };
}
