import { randomBytes } from "node:crypto";
import type { Fault } from "../control/faults";
import type { CallTool } from "../webhooks/call-assistant";

export type ToolRequest = { id: string; tool: CallTool; arguments: Readonly<Record<string, unknown>> };

/** A tool-call id as models make them. */
export function newToolCallId(): string {
  return `call_${randomBytes(12).toString("hex")}`;
}

/**
 * `toolCallList` and `toolWithToolCallList` of a `tool-calls` message, in one of the four shapes seen on the wire:
 * arguments as a JSON string (the typed shape), as an object, or flat as `{ id, name, arguments | parameters }`.
 */
export function encodeToolCalls(requests: readonly ToolRequest[], faults: ReadonlySet<Fault>) {
  const encoded = requests.map((request) => ({ request, toolCall: encodeToolCall(request, faults) }));
  return {
    toolCallList: encoded.map(({ toolCall }) => toolCall),
    toolWithToolCallList: encoded.map(({ request, toolCall }) => ({ ...request.tool.definition, toolCall })),
  };
}

function encodeToolCall(request: ToolRequest, faults: ReadonlySet<Fault>): Readonly<Record<string, unknown>> {
  const { id, arguments: values, tool } = request;
  if (faults.has("tool-arguments-flat")) return { id, name: tool.name, arguments: values };
  if (faults.has("tool-parameters-flat")) return { id, name: tool.name, parameters: values };
  const written = faults.has("tool-arguments-object") ? values : JSON.stringify(values);
  return { id, type: "function", function: { name: tool.name, arguments: written } };
}
