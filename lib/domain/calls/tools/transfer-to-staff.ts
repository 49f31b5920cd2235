import "server-only";
import { z } from "zod";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { noteOnCall } from "../note-on-call";
import { done, readArguments, type ToolContext, type ToolOutcome } from "./call-tool";

const input = z.object({});

/**
 * Notes that the person wants a human, and says whether the firm has a number for it. The number itself is given to the
 * provider alone, when it asks for the destination: no argument can name one (AI-03).
 */
export async function transferToStaff(
  tx: TenantTx,
  context: ToolContext,
  args: Readonly<Record<string, unknown>>,
): Promise<ToolOutcome> {
  const read = readArguments(input, args);
  if (!read.ok) return read.outcome;
  const [firm] = await tx.select({ number: firms.transferNumber }).from(firms).limit(1);
  const isAvailable = firm?.number != null;
  await noteOnCall(tx, context.call.id, { wantsStaff: true });
  await recordAutomation(tx, {
    trigger: "call.tool",
    action: "transfer.requested",
    status: isAvailable ? "done" : "skipped",
    subjectType: "call",
    subjectId: context.call.id,
    detail: { isAvailable },
  });
  return isAvailable
    ? done({ transfer: true, next: "Transfer the call now." })
    : done({ transfer: false, next: "Nobody can take the call. Offer a callback." });
}
