import { z } from "zod";
import {
  type AssistantInput,
  type AssistantOverrides,
  assistantInput,
  assistantOverrides,
} from "../schema/assistant.schema";
import type { WebhookAnswer } from "../webhooks/create-postman";
import { parseAnswer } from "../webhooks/parse-answer";

/** What becomes of an inbound call. `endedReason` is one of the provider's. */
export type InboundDecision =
  | { kind: "assistant"; assistantId: string; overrides: AssistantOverrides | undefined }
  | { kind: "transient-assistant"; assistant: AssistantInput; overrides: AssistantOverrides | undefined }
  | { kind: "forwarded"; destination: Readonly<Record<string, unknown>> }
  | { kind: "refused"; endedReason: string };

const answerShape = z.looseObject({
  error: z.string().optional(),
  destination: z.looseObject({}).optional(),
  assistantId: z.string().nullable().optional(),
  assistant: z.unknown().optional(),
  assistantOverrides: z.unknown().optional(),
});

/** Reads the answer to `assistant-request`: `error` beats everything, `destination` beats an assistant. */
export function readAssistantRequestAnswer(answer: WebhookAnswer | undefined): InboundDecision {
  if (answer?.status !== 200) return refuse("assistant-request-failed");
  const parsed = answerShape.safeParse(parseAnswer(answer.text));
  if (!parsed.success) return refuse("assistant-request-returned-invalid-assistant");
  const { error, destination, assistantId, assistant } = parsed.data;
  if (error !== undefined) {
    return refuse(error === "" ? "assistant-request-returned-unspeakable-error" : "assistant-request-returned-error");
  }
  if (destination !== undefined) return { kind: "forwarded", destination };
  const overrides = assistantOverrides.optional().safeParse(parsed.data.assistantOverrides);
  if (!overrides.success) return refuse("assistant-request-returned-invalid-assistant");
  if (typeof assistantId === "string") return { kind: "assistant", assistantId, overrides: overrides.data };
  if (assistant === undefined) return refuse("assistant-request-returned-no-assistant");
  const inline = assistantInput.safeParse(assistant);
  if (!inline.success) return refuse("assistant-request-returned-invalid-assistant");
  return { kind: "transient-assistant", assistant: inline.data, overrides: overrides.data };
}

function refuse(endedReason: string): InboundDecision {
  return { kind: "refused", endedReason };
}
