import { randomUUID } from "node:crypto";
import type { CallRun } from "./call-run";
import { newToolCallId } from "./encode-tool-calls";

/**
 * Sends, with this organisation's own proof, a tool call and a report that name a call of another organisation: its newest
 * one where there is one, else one that never was. The firm's server must refuse both.
 */
export function forgeForeignCall(run: CallRun): void {
  const { store } = run.context;
  const foreign = store.calls.all().findLast(({ orgId }) => orgId !== run.record.orgId)?.call;
  const call = foreign ?? { ...run.record.call, id: randomUUID(), orgId: randomUUID() };
  const { artifact: _, analysis: __, costs: ___, ...plain } = call;
  const identity = { call: plain, customer: call.customer };
  const values = { field: "address", value: "1 Forged Street, Nowhere, Arizona 85000" };
  const toolCall = {
    id: newToolCallId(),
    type: "function",
    function: { name: "save_case_detail", arguments: JSON.stringify(values) },
  };
  run.courier.inform({
    type: "tool-calls",
    detail: "forged",
    fields: { ...identity, toolCallList: [toolCall], toolWithToolCallList: [{ type: "function", toolCall }] },
    isAlwaysSent: true,
  });
  run.courier.inform({
    type: "end-of-call-report",
    detail: "forged",
    fields: { ...identity, endedReason: "customer-ended-call", artifact: { messages: [] }, analysis: {} },
    isAlwaysSent: true,
  });
}
