import "server-only";
import type { Vapi } from "@vapi-ai/server-sdk";
import type { CallTool } from "@/lib/domain/calls/call-tools.schema";
import { caseDetailField } from "@/lib/domain/details/case-detail-fields.schema";

type FunctionTool = { description: string; parameters: Vapi.OpenAiFunctionParameters };

const FUNCTIONS: Record<CallTool, FunctionTool> = {
  get_missing_information: {
    description:
      "Lists what the case still lacks. Call it after the identity is confirmed and ask only for what it lists.",
    parameters: { type: "object", properties: {} },
  },
  save_case_detail: {
    description: "Notes one detail that the client has said and confirmed. A member of staff reviews it later.",
    parameters: {
      type: "object",
      properties: {
        field: { type: "string", enum: [...caseDetailField.options], description: "The item, as it was listed." },
        value: { type: "string", description: "The value in the client's own words, complete." },
      },
      required: ["field", "value"],
    },
  },
  confirm_identity: {
    description: "Notes whether the person on the line is the client.",
    parameters: {
      type: "object",
      properties: {
        answer: {
          type: "string",
          enum: ["yes", "no", "wrong_number", "not_available"],
          description: "yes: the client; no: somebody else; wrong_number: unknown here; not_available: not there now.",
        },
      },
      required: ["answer"],
    },
  },
  request_callback: {
    description: "Asks the firm's staff to call the client back.",
    parameters: {
      type: "object",
      properties: {
        when: { type: "string", description: "When, in the client's own words." },
        language: { type: "string", enum: ["en", "es"], description: "The language that the client prefers." },
      },
      required: ["when", "language"],
    },
  },
  stop_contacting: {
    description:
      "Stops the firm's calls to this person at once. Call it as soon as the person asks for it in any words.",
    parameters: {
      type: "object",
      properties: {
        scope: {
          type: "string",
          enum: ["calls", "everything"],
          description: "calls: no more calls; everything: no more calls or messages. When in doubt: everything.",
        },
      },
      required: ["scope"],
    },
  },
  transfer_to_staff: {
    description: "Asks whether a member of staff can take the call now, and connects it when the answer says so.",
    parameters: { type: "object", properties: {} },
  },
};

/**
 * The six tools. `callToken` is a static parameter: the provider adds it after the model has written its arguments, and the
 * model never sees it (T-01; providers-voice A.3). A `transferCall` without destinations asks the firm's door where to; the
 * model cannot name a number (AI-03).
 */
export function assistantTools(): Vapi.OpenAiModelToolsItem[] {
  const tools = Object.entries(FUNCTIONS).map(
    ([name, tool]): Vapi.OpenAiModelToolsItem => ({
      type: "function",
      async: false,
      function: { name, description: tool.description, parameters: tool.parameters },
      parameters: [{ key: "callToken", value: "{{ callToken }}" }],
    }),
  );
  return [...tools, { type: "transferCall", destinations: [] }, { type: "endCall" }];
}
