import "server-only";
import type { TenantTx } from "@/db/tenant";
import { evaluateGate } from "@/lib/domain/compliance/evaluate-gate";
import type { GateDecision } from "@/lib/domain/compliance/gate-decision";
import { type GateSubject, loadGateFacts } from "./load-gate-facts";

/**
 * What the gate would answer at `now` (on the contact clock), neither stored nor under a lock: for what a person is shown
 * while they write, and for counting an audience. Nothing may leave on the strength of it; see decideForContact.
 * @throws AppError `not_found` as loadGateFacts
 */
export async function judgeForContact(tx: TenantTx, input: GateSubject & { now: Date }): Promise<GateDecision> {
  const { now, ...subject } = input;
  return evaluateGate(await loadGateFacts(tx, subject, now), now);
}
