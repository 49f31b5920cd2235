import "server-only";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";

/** The firm's prompt, ids that act as keys, addresses for listening in, what the model was told, carriers' data. */
const DROPPED = new Set([
  "assistant",
  "assistantOverrides",
  "authorization",
  "callToken",
  "credential",
  "credentialId",
  "credentials",
  "externalId",
  "messagesOpenAIFormatted",
  "monitor",
  "phoneNumber",
  "recording",
  "secret",
  "server",
  "toolWithToolCallList",
  "transport",
  "variableValues",
]);
const LINK = /^(?:https?|wss?):\/\//i;
const TOKEN = /ct_[0-9a-z]{26}/gi;

/**
 * What may be kept of a message: no call token, no link (recordings and their presigned copies need no login), no prompt
 * (providers-voice A.6, A.8).
 */
export function redactVapi(json: JsonValue): JsonValue {
  if (typeof json === "string") return LINK.test(json) ? "" : json.replace(TOKEN, "ct_");
  if (Array.isArray(json)) return json.filter((each) => !isSystemMessage(each)).map(redactVapi);
  if (json === null || typeof json !== "object") return json;
  const kept = Object.entries(json).filter(
    ([key, value]) => !DROPPED.has(key) && !(typeof value === "string" && LINK.test(value)),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, redactVapi(value)]));
}

function isSystemMessage(json: JsonValue): boolean {
  return json !== null && typeof json === "object" && !Array.isArray(json) && json["role"] === "system";
}
