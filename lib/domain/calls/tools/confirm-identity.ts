import "server-only";
import { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import { noteOnCall } from "../note-on-call";
import { done, readArguments, refused, spokenText, type ToolContext, type ToolOutcome } from "./call-tool";

const input = z.object({ answer: spokenText });

const YES =
  /^(yes|yep|yeah|true|correct|confirmed|speaking|it is|this is (he|she|him|her)|s[ií]|soy yo|correcto|confirmado)(?![\p{L}\p{N}])/iu;
const NO = /^(no|nope|not|false|wrong|incorrect|denied|negative|equivocado|incorrecto)(?![\p{L}\p{N}])/iu;

/** Notes whether the person says to be the client. After a no, nothing about the case is asked or told in this call. */
export async function confirmIdentity(
  tx: TenantTx,
  context: ToolContext,
  args: Readonly<Record<string, unknown>>,
): Promise<ToolOutcome> {
  const read = readArguments(input, args);
  if (!read.ok) return read.outcome;
  const isYes = YES.test(read.data.answer);
  if (!isYes && !NO.test(read.data.answer)) {
    return refused("invalid_arguments", "Call this again with the answer yes or no.");
  }
  await noteOnCall(tx, context.call.id, { isIdentityConfirmed: isYes });
  return done({ confirmed: isYes });
}
