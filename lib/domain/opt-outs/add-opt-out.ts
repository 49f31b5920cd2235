import "server-only";
import type { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import type { OptOutResult } from "./opt-out-input";
import type { addOptOutInput } from "./opt-outs.schema";
import { pastInstant } from "./past-instant";
import { recordOptOut } from "./record-opt-out";
import { requireAddress } from "./require-address";

/**
 * Registers a stop that reached the firm by another way, for any number, whosever it is. It must be the first write of the
 * transaction.
 * @throws AppError `invalid_input` for what is no number, or a time to come
 */
export async function addOptOut(
  tx: TenantTx,
  input: z.output<typeof addOptOutInput> & { userId: string; now: Date },
): Promise<OptOutResult & { e164: string }> {
  const e164 = requireAddress(input.number);
  const result = await recordOptOut(tx, {
    e164,
    channel: input.channel,
    scope: input.scope,
    kind: "stop",
    source: "staff",
    occurredAt: pastInstant(input),
    actorUserId: input.userId,
    ...(input.words === null ? {} : { words: input.words }),
  });
  return { ...result, e164 };
}
