import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import {
  type FapiCall,
  type FapiReply,
  type FapiRoute,
  needClient,
  requireSignedOut,
  resource,
} from "@/simulators/clerk/fapi/fapi-call";
import { isInvitationOpen } from "@/simulators/clerk/identity/invitation-status";
import { acceptInvitation, findInvitationByTicket } from "@/simulators/clerk/identity/invitations";
import { beginProof, proveByCode } from "@/simulators/clerk/identity/prove-factor";
import { startSession } from "@/simulators/clerk/identity/sessions";
import {
  checkedEmail,
  createUser,
  emailTaken,
  findUserByEmail,
  hashNewPassword,
} from "@/simulators/clerk/identity/users";
import { signUpJson } from "@/simulators/clerk/serializers/attempt-json";
import type { SignUpAttempt } from "@/simulators/clerk/state/identity-state";
import { newId } from "@/simulators/clerk/state/new-id";

/** Sign-up with an address, a code and a password, or with the ticket of an invitation, which proves the address. */
export const SIGN_UP_ROUTES: FapiRoute[] = [
  { method: "POST", path: "/client/sign_ups", handle: createSignUp },
  { method: "GET", path: "/client/sign_ups/:id", handle: (call) => resource(signUpJson(requireAttempt(call))) },
  { method: "PATCH", path: "/client/sign_ups/:id", handle: (call) => fill(call, requireAttempt(call)) },
  { method: "POST", path: "/client/sign_ups/:id/prepare_verification", handle: prepareVerification },
  { method: "POST", path: "/client/sign_ups/:id/attempt_verification", handle: attemptVerification },
];

function createSignUp(call: FapiCall): FapiReply {
  requireSignedOut(call);
  const client = needClient(call);
  const attempt: SignUpAttempt = {
    id: newId("sua"),
    status: "missing_requirements",
    email: null,
    isEmailVerified: false,
    passwordHash: null,
    firstName: null,
    lastName: null,
    unsafeMetadata: {},
    invitationId: null,
    userId: null,
    sessionId: null,
    proof: null,
    createdAt: call.context.now(),
  };
  call.context.state.signUps.delete(client.signUpId ?? "");
  call.context.state.signUps.set(attempt.id, attempt);
  client.signUpId = attempt.id;
  return fill(call, attempt);
}

function fill(call: FapiCall, attempt: SignUpAttempt): FapiReply {
  const { form } = call;
  if (form.get("strategy") === "ticket") fillFromTicket(call, attempt);
  const email = form.get("email_address");
  if (email !== null && attempt.invitationId === null) setEmail(call, attempt, email);
  const password = form.get("password");
  if (password) attempt.passwordHash = hashNewPassword(password, "password");
  attempt.firstName = form.get("first_name") || attempt.firstName;
  attempt.lastName = form.get("last_name") || attempt.lastName;
  const metadata = form.get("unsafe_metadata");
  if (metadata) attempt.unsafeMetadata = parseMetadata(metadata);
  return finish(call, attempt);
}

function fillFromTicket(call: FapiCall, attempt: SignUpAttempt): void {
  if (attempt.invitationId !== null) return;
  const invitation = findInvitationByTicket(call.context, call.form.get("ticket") ?? "");
  if (invitation === undefined) throw invalidTicket();
  if (findUserByEmail(call.context, invitation.email)) throw emailTaken();
  Object.assign(attempt, { invitationId: invitation.id, email: invitation.email, isEmailVerified: true });
}

function setEmail(call: FapiCall, attempt: SignUpAttempt, value: string): void {
  const email = checkedEmail(value, "email_address");
  if (findUserByEmail(call.context, email)) throw emailTaken();
  if (email !== attempt.email) Object.assign(attempt, { email, isEmailVerified: false, proof: null });
}

function prepareVerification(call: FapiCall): FapiReply {
  const attempt = requireAttempt(call);
  if (call.form.get("strategy") !== "email_code" || attempt.email === null) {
    const message = "Only e-mail codes are offered.";
    throw new ClerkApiError(422, "form_param_value_invalid", message, { param_name: "strategy" });
  }
  attempt.proof = beginProof("email_code", call.context.now());
  return resource(signUpJson(attempt));
}

function attemptVerification(call: FapiCall): FapiReply {
  const attempt = requireAttempt(call);
  proveByCode(attempt.proof, { strategy: "email_code", code: call.form.get("code"), now: call.context.now() });
  attempt.isEmailVerified = true;
  return finish(call, attempt);
}

function finish(call: FapiCall, attempt: SignUpAttempt): FapiReply {
  const { context } = call;
  const { email, passwordHash } = attempt;
  const isReady = email !== null && passwordHash !== null && attempt.isEmailVerified;
  if (!isReady || attempt.status === "complete") return resource(signUpJson(attempt));
  const invitation = context.state.invitations.get(attempt.invitationId ?? "");
  if (invitation && !isInvitationOpen(context, invitation)) throw invalidTicket();
  const user = createUser(context, {
    email,
    passwordHash,
    firstName: attempt.firstName,
    lastName: attempt.lastName,
    unsafeMetadata: attempt.unsafeMetadata,
  });
  if (invitation) acceptInvitation(context, invitation, user);
  const session = startSession(context, {
    client: needClient(call),
    userId: user.id,
    ...(invitation ? { orgId: invitation.orgId } : {}),
  });
  Object.assign(attempt, { status: "complete", userId: user.id, sessionId: session.id });
  return resource(signUpJson(attempt));
}

function requireAttempt(call: FapiCall): SignUpAttempt {
  const attempt = call.context.state.signUps.get(call.param("id"));
  if (attempt && call.browser.client?.signUpId === attempt.id) return attempt;
  throw new ClerkApiError(404, "resource_not_found", "No sign up attempt was found.");
}

function invalidTicket(): ClerkApiError {
  return new ClerkApiError(400, "ticket_invalid_code", "Ticket is invalid.", { param_name: "ticket" });
}

function parseMetadata(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch (cause) {
    const message = "unsafe_metadata must be a JSON object.";
    throw new ClerkApiError(422, "form_param_type_invalid", message, {
      param_name: "unsafe_metadata",
      cause: String(cause),
    });
  }
}
