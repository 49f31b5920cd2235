import "server-only";
import { gateDecisions } from "@/db/schema/gate-decisions";
import { lockName, type TenantTx } from "@/db/tenant";
import { evaluateGate } from "@/lib/domain/compliance/evaluate-gate";
import type { GateDecision } from "@/lib/domain/compliance/gate-decision";
import { type GateSubject, loadGateFacts } from "./load-gate-facts";

export type GateMoment = "preview" | "reserve" | "dial";

/** A decision as it was stored. */
export type StoredGateDecision = GateDecision & { id: string; moment: GateMoment };

/** One holder at a time for what is reserved, dialled or opted out for a number: a STOP cannot pass a dial half-way (CMP-01). */
export async function lockContactNumber(tx: TenantTx, e164: string): Promise<void> {
  await lockName(tx, `contact:${e164}`);
}

/**
 * Asks the gate and stores its answer (CMP-01). `now` is the instant that is judged, on the contact clock: the scheduled
 * time for a preview or a reservation, the present when dialling. For `reserve` and `dial` the number's lock is taken first and held until the
 * transaction ends; take row locks of calls after this, never before.
 * @throws AppError `not_found` for a contact that is not this firm's
 */
export async function decideForContact(
  tx: TenantTx,
  input: GateSubject & { moment: GateMoment; now: Date },
): Promise<StoredGateDecision> {
  const { moment, now, ...subject } = input;
  if (moment !== "preview") await lockContactNumber(tx, subject.e164);
  const decision = evaluateGate(await loadGateFacts(tx, subject, now), now);
  const [row] = await tx
    .insert(gateDecisions)
    .values({
      contactId: subject.contactId,
      e164: subject.e164,
      kind: subject.kind,
      purpose: subject.purpose,
      moment,
      verdict: decision.verdict,
      rules: decision.rules,
      disclosures: decision.disclosures,
      earliestLegalAt: decision.earliestLegalAt,
      policyVersion: decision.policyVersion,
      evaluatedAt: decision.evaluatedAt,
    })
    .returning({ id: gateDecisions.id });
  if (!row) throw new Error("the decision was not stored");
  return { ...decision, id: row.id, moment };
}
