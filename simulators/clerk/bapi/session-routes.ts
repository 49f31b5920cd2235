import { z } from "zod";
import { type BapiCall, type BapiRoute, listPage, readBody } from "@/simulators/clerk/bapi/bapi-call";
import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { createClient } from "@/simulators/clerk/identity/clients";
import { isLive, sessionStatus } from "@/simulators/clerk/identity/session-status";
import { endSession, startSession } from "@/simulators/clerk/identity/sessions";
import { backendSessionJson } from "@/simulators/clerk/serializers/backend-json";
import type { SessionRecord } from "@/simulators/clerk/state/identity-state";
import { mintSessionToken } from "@/simulators/clerk/tokens/session-token";

const createBody = z.object({ user_id: z.string(), active_organization_id: z.string().optional() });
const tokenBody = z.object({ expires_in_seconds: z.number().int().positive().optional() });

/** Sessions: list, read, create for tests, revoke, and mint a token. */
export const SESSION_ROUTES: BapiRoute[] = [
  { method: "GET", path: "/sessions", handle: list },
  { method: "POST", path: "/sessions", handle: create },
  { method: "GET", path: "/sessions/:id", handle: (call) => shown(call, named(call)) },
  { method: "POST", path: "/sessions/:id/revoke", handle: revoke },
  { method: "POST", path: "/sessions/:id/tokens", handle: mintToken },
];

function list(call: BapiCall) {
  const { query, context } = call;
  const userId = query.get("user_id");
  const clientId = query.get("client_id");
  const status = query.get("status");
  const found = [...context.state.sessions.values()].filter(
    (session) =>
      (userId === null || session.userId === userId) &&
      (clientId === null || session.clientId === clientId) &&
      (status === null || sessionStatus(context, session) === status),
  );
  return listPage(call, found, (session) => shown(call, session));
}

function create(call: BapiCall) {
  const body = readBody(call, createBody);
  if (!call.context.state.users.has(body.user_id)) {
    throw new ClerkApiError(404, "resource_not_found", "User not found", { param_name: "user_id" });
  }
  const session = startSession(call.context, {
    client: createClient(call.context).client,
    userId: body.user_id,
    ...(body.active_organization_id === undefined ? {} : { orgId: body.active_organization_id }),
  });
  return shown(call, session);
}

function revoke(call: BapiCall) {
  const session = named(call);
  endSession(call.context, session, "revoked");
  return shown(call, session);
}

function mintToken(call: BapiCall) {
  const session = named(call);
  const body = readBody(call, tokenBody);
  if (!isLive(call.context, session)) {
    throw new ClerkApiError(404, "resource_not_found", "Session is not active");
  }
  const lifetime = body.expires_in_seconds === undefined ? {} : { lifetimeSeconds: body.expires_in_seconds };
  return { object: "token", jwt: mintSessionToken(call.context, session, { azp: null, ...lifetime }) };
}

function named(call: BapiCall): SessionRecord {
  const session = call.context.state.sessions.get(call.param("id"));
  if (session) return session;
  throw new ClerkApiError(404, "resource_not_found", "Session not found");
}

function shown(call: BapiCall, session: SessionRecord) {
  return backendSessionJson(call.context, session);
}
