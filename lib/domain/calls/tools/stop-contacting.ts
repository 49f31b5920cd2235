import "server-only";
import { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { revokeCallTokens } from "../record-call-status";
import { hasStopFrom, type OptOutChannel } from "../suppress-contact";
import { done, readArguments, refused, spokenText, type ToolContext, type ToolOutcome } from "./call-tool";

const input = z.object({ scope: spokenText.optional() });

const CHANNELS: readonly (readonly [OptOutChannel, RegExp])[] = [
  ["voice", /^(voice|calls?|phone|calling|llamadas?|tel[eé]fono)$/iu],
  ["sms", /^(sms|texts?|texting|messages?|mensajes?)$/iu],
  ["whatsapp", /^whats ?app$/iu],
  ["email", /^(e-?mails?|correos?)$/iu],
];

/**
 * Blocks the number first, then ends what this call's token allows. A scope that is missing or not understood means
 * everything.
 */
export async function stopContacting(
  tx: TenantTx,
  context: ToolContext,
  args: Readonly<Record<string, unknown>>,
): Promise<ToolOutcome> {
  const read = readArguments(input, args);
  if (!read.ok) return read.outcome;
  if (!context.call.clientNumber.startsWith("+")) return refused("no_number", "The caller's number is not known.");
  const scope = read.data.scope ?? "all";
  const channel = CHANNELS.find(([, pattern]) => pattern.test(scope))?.[0] ?? "all";
  if (!(await hasStopFrom(tx, context.call.id, channel))) {
    await recordOptOut(tx, {
      e164: context.call.clientNumber,
      channel,
      kind: "stop",
      source: "voice_call",
      occurredAt: context.saidAt,
      sourceCallId: context.call.id,
      ...(context.spokenWords === null ? {} : { words: context.spokenWords }),
    });
  }
  await revokeCallTokens(tx, context.call.id, context.saidAt);
  return done({
    stopped: true,
    next: "Confirm in one sentence that we will not contact them again, then end the call.",
  });
}
