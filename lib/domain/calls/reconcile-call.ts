import "server-only";
import { eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { getApiKey } from "@/lib/vault/get-api-key";
import { DIAL_PATIENCE_MS } from "./begin-dial";
import { closeCall } from "./close-call";
import { findCallPayload } from "./find-call-payload";
import { RECONCILE_DELAYS_SECONDS } from "./look-up-delays";
import { reconcileCallJob } from "./reconcile-call.job";
import { settleDial } from "./settle-dial";

const GIVE_UP_AFTER_MS = 24 * 3_600_000;
const RETRY_SECONDS = 60;

export type LookUp = { apiKey: string; assistantId: string; tokenHash: Buffer; attemptedAt: Date };

/** `absent` and `failed` differ: only a list that came and lacks the call says anything about it. */
export type LookUpAnswer = { kind: "found"; providerCallId: string } | { kind: "absent" } | { kind: "failed" };

/** What to look for, or null when the answer to the dial is known by now or still being waited for. */
export async function beginLookUp(tx: TenantTx, input: { callId: string; now: Date }): Promise<LookUp | null> {
  const { callId, now } = input;
  const [call] = await tx
    .select({
      dialState: callLogs.dialState,
      dialAttemptedAt: callLogs.dialAttemptedAt,
      providerCallId: callLogs.providerCallId,
    })
    .from(callLogs)
    .where(eq(callLogs.id, callId))
    .for("update");
  if (!call?.dialAttemptedAt || (call.dialState !== "dialling" && call.dialState !== "unknown")) return null;
  const patientUntil = new Date(call.dialAttemptedAt.getTime() + DIAL_PATIENCE_MS);
  if (call.dialState === "dialling" && patientUntil > now) {
    await enqueue(tx, reconcileCallJob, { callId, round: 0 }, { at: patientUntil, singletonKey: callId });
    return null;
  }
  if (call.providerCallId !== null) {
    // A webhook that carries the call's token proves the call.
    await settleDial(tx, { callId, answer: { kind: "placed", providerCallId: call.providerCallId }, now });
    return null;
  }
  const [token] = await tx
    .select({ tokenHash: callTokens.tokenHash })
    .from(callTokens)
    .where(eq(callTokens.callId, callId));
  const apiKey = await getApiKey(tx, "vapi");
  const payload = await findCallPayload(tx, callId);
  const assistantId = /^\{"assistantId":"([^"]+)"/.exec(payload ?? "")?.[1];
  if (!token || apiKey === null || assistantId === undefined) {
    await keepLooking(tx, { callId, round: 0, attemptedAt: call.dialAttemptedAt, now });
    return null;
  }
  return { apiKey, assistantId, tokenHash: token.tokenHash, attemptedAt: call.dialAttemptedAt };
}

/**
 * Draws the conclusion from one look-up. A call that several lists over more than two minutes do not show was not placed;
 * as long as the provider does not answer, nothing is concluded for a day.
 */
export async function settleLookUp(
  tx: TenantTx,
  input: { callId: string; round: number; attemptedAt: Date; answer: LookUpAnswer; now: Date },
): Promise<void> {
  const { callId, answer, round, now } = input;
  switch (answer.kind) {
    case "found":
      return settleDial(tx, { callId, answer: { kind: "placed", providerCallId: answer.providerCallId }, now });
    case "absent": {
      const delay = RECONCILE_DELAYS_SECONDS[round + 1];
      if (delay === undefined) {
        return settleDial(tx, { callId, answer: { kind: "refused", reason: "not_placed" }, now });
      }
      const at = new Date(now.getTime() + delay * 1000);
      return enqueue(tx, reconcileCallJob, { callId, round: round + 1 }, { at, singletonKey: callId });
    }
    case "failed":
      return keepLooking(tx, input);
  }
}

async function keepLooking(
  tx: TenantTx,
  look: { callId: string; round: number; attemptedAt: Date; now: Date },
): Promise<void> {
  const { callId, round, now } = look;
  if (now.getTime() - look.attemptedAt.getTime() < GIVE_UP_AFTER_MS) {
    const at = new Date(now.getTime() + RETRY_SECONDS * 1000);
    return enqueue(tx, reconcileCallJob, { callId, round }, { at, singletonKey: callId });
  }
  await closeCall(tx, {
    callId,
    state: "ended",
    dialState: "unknown",
    outcome: "unknown",
    failureCode: "unreachable",
    trigger: "calls.reconcile",
    now,
  });
}
