import "server-only";
import type { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import type { OptOutResult } from "./opt-out-input";
import type { allowAgainInput } from "./opt-outs.schema";
import { pastInstant } from "./past-instant";
import { recordOptOut } from "./record-opt-out";
import { requireAddress } from "./require-address";

/**
 * Registers that a person wants to be contacted again, with their words as the proof (CMP-03). A stop that they uttered
 * later still holds. It must be the first write of the transaction.
 * @throws AppError `invalid_input` for what is no number, or a time to come
 */
export async function allowAgain(
  tx: TenantTx,
  input: z.output<typeof allowAgainInput> & { userId: string; now: Date },
): Promise<OptOutResult & { e164: string }> {
  const e164 = requireAddress(input.number);
  const result = await recordOptOut(tx, {
    e164,
    channel: input.channel,
    scope: input.scope,
    kind: "start",
    source: "staff",
    occurredAt: pastInstant(input),
    words: input.evidence,
    actorUserId: input.userId,
  });
  return { ...result, e164 };
}
