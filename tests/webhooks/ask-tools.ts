import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { callToolInvocations } from "@/db/schema/call-tool-invocations";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { about, type Json, type PlacedCall, toolCall, type WebhookFirm } from "./webhook-firm";

export type ToolResult = { name: string; toolCallId: string; result?: string; error?: string };

/** The assistant of a firm's calls, and what its tools left behind. */
export function askTools(firm: WebhookFirm) {
  /** Asks as the provider does; the answer has to be HTTP 200 with a single line for each call. */
  async function ask(call: PlacedCall, calls: Json[], extra: Json = {}): Promise<ToolResult[]> {
    const response = await firm.send({ ...about(call, { type: "tool-calls", toolCallList: calls }), ...extra });
    expect(response.status).toBe(200);
    const { results } = (await response.json()) as { results: ToolResult[] };
    for (const { result, error } of results) {
      expect(typeof (result ?? error)).toBe("string");
      expect(`${result}${error}`).not.toMatch(/[\r\n]/);
      expect(result === undefined).not.toBe(error === undefined);
    }
    return results;
  }

  return {
    ask,
    one: async (call: PlacedCall, name: string, args: Json, extra: Json = {}): Promise<ToolResult> => {
      const [result] = await ask(call, [toolCall(name, args)], extra);
      if (!result) throw new Error("no result");
      return result;
    },
    proposalsOf: (callId: string) =>
      firm.read((tx) => tx.select().from(caseDetailProposals).where(eq(caseDetailProposals.callId, callId))),
    invocationsOf: (callId: string) =>
      firm.read((tx) => tx.select().from(callToolInvocations).where(eq(callToolInvocations.callId, callId))),
    refusedInAudit: (callId: string) =>
      firm.read((tx) =>
        tx.$count(auditLogs, and(eq(auditLogs.action, "call_tool.refuse"), eq(auditLogs.subjectId, callId))),
      ),
  };
}
