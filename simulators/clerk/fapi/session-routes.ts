import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import {
  type FapiCall,
  type FapiReply,
  type FapiRoute,
  findSession,
  resource,
} from "@/simulators/clerk/fapi/fapi-call";
import { beginProof, proveByCode, proveByPassword } from "@/simulators/clerk/identity/prove-factor";
import { findMembership } from "@/simulators/clerk/identity/session-status";
import { activateOrganization, endSession } from "@/simulators/clerk/identity/sessions";
import { reverificationJson, sessionJson } from "@/simulators/clerk/serializers/session-json";
import type { SessionRecord, UserRecord } from "@/simulators/clerk/state/identity-state";
import { mintSessionToken } from "@/simulators/clerk/tokens/session-token";

/** Session tokens, the choice of the active firm, sign-out of one session, and reverification. */
export const SESSION_ROUTES: FapiRoute[] = [
  { method: "GET", path: "/client/sessions/:id", handle: (call) => shown(call, requireOwnSession(call)) },
  { method: "POST", path: "/client/sessions/:id/tokens", handle: mintToken },
  { method: "POST", path: "/client/sessions/:id/touch", handle: touch },
  { method: "POST", path: "/client/sessions/:id/end", handle: (call) => leave(call, "ended") },
  { method: "POST", path: "/client/sessions/:id/remove", handle: (call) => leave(call, "removed") },
  { method: "POST", path: "/client/sessions/:id/verify", handle: startReverification },
  { method: "POST", path: "/client/sessions/:id/verify/prepare_first_factor", handle: prepareReverification },
  { method: "POST", path: "/client/sessions/:id/verify/attempt_first_factor", handle: attemptReverification },
];

// A tab names the firm that it shows, so tabs may differ. A firm that the person has left gives a token without `o`.
function mintToken(call: FapiCall): FapiReply {
  const session = findSession(call, call.param("id"));
  if (session === null) throw new ClerkApiError(401, "authentication_invalid", "The session is not active any more.");
  const orgId = call.form.get("organization_id");
  const jwt = mintSessionToken(call.context, session, { azp: call.origin, ...(orgId ? { orgId } : {}) });
  return { kind: "bare", body: { object: "token", jwt } };
}

function touch(call: FapiCall): FapiReply {
  const { context, form } = call;
  const session = requireOwnSession(call);
  const wanted = form.get("active_organization_id");
  if (wanted !== null) chooseOrganization(call, session, wanted);
  session.lastActiveAt = context.now();
  session.updatedAt = session.lastActiveAt;
  if (call.browser.client !== null) call.browser.client.lastActiveSessionId = session.id;
  return shown(call, session);
}

// Every touch repeats the firm that the tab shows. Only a deliberate choice (`select_org`) of a firm that the person
// has left is an error; without personal workspaces an empty choice changes nothing.
function chooseOrganization(call: FapiCall, session: SessionRecord, wanted: string): void {
  const { context, form } = call;
  if (wanted === "") {
    if (!context.settings.forceOrganization) activateOrganization(context, session, null);
    return;
  }
  if (findMembership(context, wanted, session.userId)) {
    activateOrganization(context, session, wanted);
    return;
  }
  if (form.get("intent") === "focus") return;
  const message = "Given organization not found, or you don't have permission to access it";
  throw new ClerkApiError(404, "organization_not_found_or_unauthorized", message, {
    param_name: "active_organization_id",
  });
}

function leave(call: FapiCall, status: "ended" | "removed"): FapiReply {
  const session = requireOwnSession(call);
  endSession(call.context, session, status);
  return shown(call, session);
}

function startReverification(call: FapiCall): FapiReply {
  const session = requireOwnSession(call);
  call.context.state.reverifications.delete(session.id);
  return reverification(call, session);
}

function prepareReverification(call: FapiCall): FapiReply {
  const session = requireOwnSession(call);
  if (call.form.get("strategy") !== "email_code") throw unknownStrategy();
  call.context.state.reverifications.set(session.id, beginProof("email_code", call.context.now()));
  return reverification(call, session);
}

function attemptReverification(call: FapiCall): FapiReply {
  const { context, form } = call;
  const session = requireOwnSession(call);
  const strategy = form.get("strategy") ?? "";
  const now = context.now();
  if (strategy === "password") {
    proveByPassword(requireUser(call, session), form.get("password"));
  } else if (strategy === "email_code") {
    const proof = context.state.reverifications.get(session.id) ?? null;
    proveByCode(proof, { strategy, code: form.get("code"), now });
  } else {
    throw unknownStrategy();
  }
  context.state.reverifications.set(session.id, { ...beginProof(strategy, now), isVerified: true });
  session.firstFactorVerifiedAt = now;
  return reverification(call, session);
}

function reverification(call: FapiCall, session: SessionRecord): FapiReply {
  const proof = call.context.state.reverifications.get(session.id) ?? null;
  return resource(reverificationJson(call.context, session, { proof, origin: call.origin }));
}

function shown(call: FapiCall, session: SessionRecord): FapiReply {
  return resource(sessionJson(call.context, session, call.origin));
}

function requireOwnSession(call: FapiCall): SessionRecord {
  const session = findSession(call, call.param("id"));
  if (session) return session;
  throw new ClerkApiError(404, "resource_not_found", "Session not found");
}

function requireUser(call: FapiCall, session: SessionRecord): UserRecord {
  const user = call.context.state.users.get(session.userId);
  if (user) return user;
  throw new ClerkApiError(404, "resource_not_found", "User not found");
}

function unknownStrategy(): ClerkApiError {
  const message = "The verification strategy is not valid for this account.";
  return new ClerkApiError(422, "strategy_for_user_invalid", message, { param_name: "strategy" });
}
