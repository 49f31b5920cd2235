import "server-only";
import type { ToolRequest } from "@/lib/domain/calls/tools/call-tool";
import { parseStrictText } from "@/lib/webhooks/parse-strict-json";
import { type VapiMessage, vapiObject, vapiToolCall, vapiToolWithToolCall } from "./webhook-schema";

/**
 * The tool calls of a message in the order in which they have to be answered. Both lists and the older `toolCalls` hold the
 * same calls; each call comes in one of four shapes: `function.arguments` as text or object, or flat with `arguments` or
 * `parameters` (providers-voice A.6). What cannot be read keeps its place with `args` null.
 */
export function readToolRequests(message: VapiMessage): ToolRequest[] {
  const listed = [message.toolCallList, message.toolCalls].find((list) => list !== undefined && list.length > 0);
  const wrapped = (message.toolWithToolCallList ?? []).map(
    (each) => vapiToolWithToolCall.safeParse(each).data?.toolCall,
  );
  return (listed ?? wrapped).map((each) => {
    const call = vapiToolCall.safeParse(each).data;
    return {
      toolCallId: call?.id ?? "",
      name: call?.function?.name ?? call?.name ?? "",
      args: readArguments(call?.function?.arguments ?? call?.arguments ?? call?.parameters),
    };
  });
}

/** Nothing at all counts as no arguments: a tool without parameters may come without any. */
function readArguments(written: unknown): ToolRequest["args"] {
  if (written === undefined || written === null || written === "") return {};
  if (typeof written !== "string") return vapiObject.safeParse(written).data ?? null;
  const parsed = parseStrictText(written);
  return parsed.ok ? (vapiObject.safeParse(parsed.value).data ?? null) : null;
}
