import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type BapiCall, type BapiRoute, readBody } from "@/simulators/clerk/bapi/bapi-call";
import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { ticketUrl } from "@/simulators/clerk/identity/ticket-url";
import type { SignInTokenRecord } from "@/simulators/clerk/state/identity-state";
import { newId } from "@/simulators/clerk/state/new-id";

const DEFAULT_LIFETIME_SECONDS = 30 * 24 * 60 * 60;

const createBody = z.object({ user_id: z.string(), expires_in_seconds: z.number().int().positive().optional() });

/** Sign-in tokens: a ticket that signs one person in, once, without a password. */
export const SIGN_IN_TOKEN_ROUTES: BapiRoute[] = [
  { method: "POST", path: "/sign_in_tokens", handle: create },
  { method: "POST", path: "/sign_in_tokens/:id/revoke", handle: revoke },
];

function create(call: BapiCall) {
  const { context } = call;
  const body = readBody(call, createBody);
  if (!context.state.users.has(body.user_id)) {
    throw new ClerkApiError(404, "resource_not_found", "User not found", { param_name: "user_id" });
  }
  const now = context.now();
  const token: SignInTokenRecord = {
    id: newId("sit"),
    userId: body.user_id,
    ticket: `tick_${randomBytes(24).toString("base64url")}`,
    status: "pending",
    createdAt: now,
    updatedAt: now,
    expiresAt: now + (body.expires_in_seconds ?? DEFAULT_LIFETIME_SECONDS) * 1000,
  };
  context.state.signInTokens.set(token.id, token);
  return shown(call, token);
}

function revoke(call: BapiCall) {
  const token = call.context.state.signInTokens.get(call.param("id"));
  if (token === undefined) throw new ClerkApiError(404, "resource_not_found", "Sign in token not found");
  if (token.status !== "pending") {
    throw new ClerkApiError(400, "sign_in_token_cannot_be_revoked_code", "Only a pending token can be revoked.");
  }
  Object.assign(token, { status: "revoked", updatedAt: call.context.now() });
  return shown(call, token);
}

function shown(call: BapiCall, token: SignInTokenRecord) {
  return {
    id: token.id,
    object: "sign_in_token",
    user_id: token.userId,
    token: token.ticket,
    status: token.status,
    url: ticketUrl(call.context, token.ticket),
    created_at: token.createdAt,
    updated_at: token.updatedAt,
  };
}
