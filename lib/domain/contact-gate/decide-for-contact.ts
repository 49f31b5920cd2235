import "server-only";
import { randomUUID } from "node:crypto";
import { gateDecisions } from "@/db/schema/gate-decisions";
import type { TenantTx } from "@/db/tenant";
import { evaluateGate } from "@/lib/domain/compliance/evaluate-gate";
import type { GateDecision } from "@/lib/domain/compliance/gate-decision";
import { type GateSubject, loadGateFacts } from "./load-gate-facts";
import { lockPerson } from "./lock-person";

export type GateMoment = "preview" | "reserve" | "dial" | "send";

/** A decision as it was stored. */
export type StoredGateDecision = GateDecision & { id: string; moment: GateMoment };

/**
 * Asks the gate and stores its answer (CMP-01). `now` is the instant that is judged, on the contact clock: the scheduled
 * time for a preview or a reservation, the present when dialling or sending. For all but a preview the person's place is
 * taken first (see lockPerson) and held until the transaction ends, and where a quote is given the credit account after it.
 * Whoever locks rows before, or writes, takes the person's place before that.
 * @throws AppError `not_found` for a contact or a line that is not this firm's
 */
export async function decideForContact(
  tx: TenantTx,
  input: GateSubject & { moment: GateMoment; now: Date },
): Promise<StoredGateDecision> {
  const { moment, now, ...subject } = input;
  if (moment !== "preview") await lockPerson(tx, { address: subject.e164, contactId: subject.contactId });
  const facts = await loadGateFacts(tx, subject, now, { isReserving: moment !== "preview" });
  const decision = evaluateGate(facts, now);
  // The id is made here: a person behind whose wall the contact stands could not read back what they caused.
  const id = randomUUID();
  await tx.insert(gateDecisions).values({
    id,
    contactId: subject.contactId,
    e164: subject.e164,
    kind: subject.kind,
    origin: subject.origin,
    purpose: subject.purpose,
    moment,
    verdict: decision.verdict,
    blockedBy: decision.rules.filter(({ status }) => status === "blocked").map(({ code }) => code),
    rules: decision.rules,
    disclosures: decision.disclosures,
    earliestLegalAt: decision.earliestLegalAt,
    policyVersion: decision.policyVersion,
    evaluatedAt: decision.evaluatedAt,
  });
  return { ...decision, id, moment };
}
