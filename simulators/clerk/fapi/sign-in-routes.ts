import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import {
  type FapiCall,
  type FapiReply,
  type FapiRoute,
  needClient,
  requireSignedOut,
  resource,
} from "@/simulators/clerk/fapi/fapi-call";
import { beginProof, proveByCode, proveByPassword } from "@/simulators/clerk/identity/prove-factor";
import { redeemSignInTicket } from "@/simulators/clerk/identity/redeem-ticket";
import { endSession, startSession } from "@/simulators/clerk/identity/sessions";
import { findUserByEmail, hashNewPassword, updateUser } from "@/simulators/clerk/identity/users";
import { signInJson } from "@/simulators/clerk/serializers/attempt-json";
import type { SignInAttempt, UserRecord } from "@/simulators/clerk/state/identity-state";
import { newId } from "@/simulators/clerk/state/new-id";

const CODE_STRATEGIES = new Set(["email_code", "reset_password_email_code"]);

/** Sign-in by password, e-mail code or ticket, and the reset of a forgotten password. */
export const SIGN_IN_ROUTES: FapiRoute[] = [
  { method: "POST", path: "/client/sign_ins", handle: createSignIn },
  { method: "GET", path: "/client/sign_ins/:id", handle: (call) => shown(call, requireAttempt(call)) },
  { method: "POST", path: "/client/sign_ins/:id/prepare_first_factor", handle: prepareFirstFactor },
  { method: "POST", path: "/client/sign_ins/:id/attempt_first_factor", handle: attemptFirstFactor },
  { method: "POST", path: "/client/sign_ins/:id/reset_password", handle: resetPassword },
];

function createSignIn(call: FapiCall): FapiReply {
  const { context, form } = call;
  const identifier = form.get("identifier");
  const ticket = form.get("ticket");
  if (identifier !== null || ticket !== null) requireSignedOut(call);
  const attempt = newAttempt(call);
  if (form.get("strategy") === "ticket") return signInByTicket(call, attempt, ticket ?? "");
  if (identifier === null) return shown(call, attempt);
  const user = findUserByEmail(context, identifier);
  if (user === undefined) {
    const message = "Couldn't find your account.";
    throw new ClerkApiError(422, "form_identifier_not_found", message, { param_name: "identifier" });
  }
  Object.assign(attempt, { identifier: user.email, userId: user.id, status: "needs_first_factor" });
  const password = form.get("password");
  if (password !== null) {
    proveByPassword(user, password);
    return complete(call, attempt, { user, strategy: "password" });
  }
  const strategy = form.get("strategy") ?? "";
  if (CODE_STRATEGIES.has(strategy)) attempt.proof = beginProof(strategy, context.now());
  return shown(call, attempt);
}

function signInByTicket(call: FapiCall, attempt: SignInAttempt, ticket: string): FapiReply {
  const { user, orgId } = redeemSignInTicket(call.context, ticket);
  Object.assign(attempt, { identifier: user.email, userId: user.id });
  return complete(call, attempt, { user, strategy: "ticket", ...(orgId === null ? {} : { orgId }) });
}

function prepareFirstFactor(call: FapiCall): FapiReply {
  const attempt = requireAttempt(call);
  const strategy = call.form.get("strategy") ?? "";
  if (attempt.userId === null || !CODE_STRATEGIES.has(strategy)) throw unknownStrategy();
  attempt.proof = beginProof(strategy, call.context.now());
  return shown(call, attempt);
}

function attemptFirstFactor(call: FapiCall): FapiReply {
  const { context, form } = call;
  const attempt = requireAttempt(call);
  const user = context.state.users.get(attempt.userId ?? "");
  const strategy = form.get("strategy") ?? "";
  if (user === undefined || attempt.status !== "needs_first_factor") throw unknownStrategy();
  if (strategy === "password") {
    proveByPassword(user, form.get("password"));
    return complete(call, attempt, { user, strategy });
  }
  if (!CODE_STRATEGIES.has(strategy)) throw unknownStrategy();
  proveByCode(attempt.proof, { strategy, code: form.get("code"), now: context.now() });
  if (strategy === "email_code") return complete(call, attempt, { user, strategy });
  attempt.status = "needs_new_password";
  return shown(call, attempt);
}

function resetPassword(call: FapiCall): FapiReply {
  const { context, form } = call;
  const attempt = requireAttempt(call);
  const user = context.state.users.get(attempt.userId ?? "");
  if (user === undefined || attempt.status !== "needs_new_password") throw unknownStrategy();
  updateUser(context, user, { passwordHash: hashNewPassword(form.get("password") ?? "", "password") });
  if (form.get("sign_out_of_other_sessions") === "true") {
    for (const session of context.state.sessions.values()) {
      if (session.userId === user.id) endSession(context, session, "revoked");
    }
  }
  return complete(call, attempt, { user, strategy: "reset_password_email_code" });
}

function complete(
  call: FapiCall,
  attempt: SignInAttempt,
  input: { user: UserRecord; strategy: string; orgId?: string },
): FapiReply {
  if (input.user.isBanned) throw new ClerkApiError(403, "user_banned", "Your account has been suspended.");
  const { strategy, user, ...organization } = input;
  const session = startSession(call.context, { client: needClient(call), userId: user.id, ...organization });
  const proof = { ...beginProof(strategy, call.context.now()), isVerified: true };
  Object.assign(attempt, { status: "complete", sessionId: session.id, proof });
  return shown(call, attempt);
}

function newAttempt(call: FapiCall): SignInAttempt {
  const client = needClient(call);
  const attempt: SignInAttempt = {
    id: newId("sia"),
    status: "needs_identifier",
    identifier: null,
    userId: null,
    sessionId: null,
    proof: null,
    createdAt: call.context.now(),
  };
  call.context.state.signIns.delete(client.signInId ?? "");
  call.context.state.signIns.set(attempt.id, attempt);
  client.signInId = attempt.id;
  return attempt;
}

function requireAttempt(call: FapiCall): SignInAttempt {
  const attempt = call.context.state.signIns.get(call.param("id"));
  if (attempt && call.browser.client?.signInId === attempt.id) return attempt;
  throw new ClerkApiError(404, "resource_not_found", "No sign in attempt was found.");
}

function shown(call: FapiCall, attempt: SignInAttempt): FapiReply {
  return resource(signInJson(call.context, attempt));
}

function unknownStrategy(): ClerkApiError {
  const message = "The verification strategy is not valid for this account.";
  return new ClerkApiError(422, "strategy_for_user_invalid", message, { param_name: "strategy" });
}
