import { randomUUID } from "node:crypto";
import type { ApiRequest } from "@/simulators/senders/sender";
import type { GhlMemory } from "./ghl-memory";
import { listMessages } from "./list-messages";
import { searchConversations } from "./search-conversations";

const VERSIONS = new Set(["v3", "2023-02-21", "2021-07-28", "2021-04-15"]);

/**
 * What of HighLevel's REST interface a desk needs to recover what it was not told: `GET /conversations/search` and
 * `GET /conversations/{id}/messages` (providers-crm A.1, A.6). Any bearer token will do, for the locations of `targets`.
 * Undefined for every other route. Which status stands for a missing `Version` is not confirmed: 400.
 */
export function handleGhlApi(memory: GhlMemory, { request, path, targets }: ApiRequest): Response | undefined {
  const [root, id, part, ...rest] = path;
  if (request.method !== "GET" || root !== "conversations" || rest.length > 0) return undefined;
  const isSearch = id === "search" && part === undefined;
  if (!isSearch && part !== "messages") return undefined;

  if (!/^Bearer \S+$/i.test(request.headers.get("authorization") ?? "")) {
    return refuse(401, "Invalid token: access token is invalid", "Unauthorized");
  }
  if (!VERSIONS.has(request.headers.get("version") ?? "")) return refuse(400, "version header is invalid");

  const query = new URL(request.url).searchParams;
  const conversation = isSearch ? undefined : memory.findConversation(id ?? "");
  if (!isSearch && conversation === undefined) return refuse(404, "Conversation not found", "Not Found");
  const locationId = conversation?.locationId ?? query.get("locationId");
  if (!locationId) return refuse(422, ["locationId must be a string"], "Unprocessable Entity");
  if (!targets.some((target) => target.account === locationId)) {
    return refuse(403, "The token does not have access to this location.", "Forbidden");
  }
  return answer(
    200,
    conversation ? listMessages(conversation, query) : searchConversations(memory.listConversations(locationId), query),
  );
}

function refuse(status: number, message: string | string[], error?: string): Response {
  return answer(status, { statusCode: status, message, ...(error === undefined ? {} : { error }) });
}

function answer(status: number, content: Record<string, unknown>): Response {
  return Response.json({ ...content, traceId: randomUUID() }, { status });
}
