import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { removeMembership } from "@/simulators/clerk/identity/memberships";
import { endSession } from "@/simulators/clerk/identity/sessions";
import { backendUserJson } from "@/simulators/clerk/serializers/backend-json";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { UserRecord } from "@/simulators/clerk/state/identity-state";
import { newId } from "@/simulators/clerk/state/new-id";
import { hashPassword } from "@/simulators/clerk/state/password-hash";

const MIN_PASSWORD_LENGTH = 8;
const MAX_PASSWORD_LENGTH = 72;

/** What a new account starts with. The password is already hashed, the address is checked here. */
export type NewUser = Partial<
  Pick<UserRecord, "firstName" | "lastName" | "passwordHash" | "publicMetadata" | "privateMetadata" | "unsafeMetadata">
> & { email: string };

/** Creates an account. Throws `form_identifier_exists` when the address is taken. */
export function createUser(context: SimulatorContext, input: NewUser): UserRecord {
  const email = checkedEmail(input.email, "email_address");
  if (findUserByEmail(context, email)) throw emailTaken();
  const now = context.now();
  const user: UserRecord = {
    id: newId("user"),
    email,
    emailId: newId("idn"),
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    passwordHash: input.passwordHash ?? null,
    publicMetadata: input.publicMetadata ?? {},
    privateMetadata: input.privateMetadata ?? {},
    unsafeMetadata: input.unsafeMetadata ?? {},
    isBanned: false,
    lastOrgId: null,
    lastSignInAt: null,
    createdAt: now,
    updatedAt: now,
  };
  context.state.users.set(user.id, user);
  context.emit({ type: "user.created", data: backendUserJson(context, user) });
  return user;
}

/** Changes an account and reports it. */
export function updateUser(context: SimulatorContext, user: UserRecord, changes: Partial<UserRecord>): void {
  Object.assign(user, changes, { updatedAt: context.now() });
  context.emit({ type: "user.updated", data: backendUserJson(context, user) });
}

/** Deletes an account with its memberships and sessions. */
export function deleteUser(context: SimulatorContext, user: UserRecord): void {
  for (const session of context.state.sessions.values()) {
    if (session.userId === user.id) endSession(context, session, "removed");
  }
  for (const membership of [...context.state.memberships.values()]) {
    if (membership.userId === user.id) removeMembership(context, membership);
  }
  context.state.users.delete(user.id);
  context.emit({ type: "user.deleted", data: { id: user.id, object: "user", deleted: true } });
}

/** Bans or unbans an account. A ban ends every session. */
export function setBanned(context: SimulatorContext, user: UserRecord, isBanned: boolean): void {
  updateUser(context, user, { isBanned });
  if (!isBanned) return;
  for (const session of context.state.sessions.values()) {
    if (session.userId === user.id) endSession(context, session, "revoked");
  }
}

/** The account with this address, or undefined. Addresses are compared without case. */
export function findUserByEmail(context: SimulatorContext, email: string): UserRecord | undefined {
  const wanted = email.trim().toLowerCase();
  return [...context.state.users.values()].find((user) => user.email === wanted);
}

/** The address in lower case. Throws `form_param_nil` or `form_param_format_invalid`. */
export function checkedEmail(email: string | null | undefined, param: string): string {
  const trimmed = (email ?? "").trim().toLowerCase();
  if (trimmed === "") throw new ClerkApiError(422, "form_param_nil", "Enter email address.", { param_name: param });
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(trimmed)) return trimmed;
  const message = "Email address must be a valid email address.";
  throw new ClerkApiError(422, "form_param_format_invalid", message, { param_name: param });
}

/** Hashes a new password. Throws when it is shorter than 8 or longer than 72 characters, Clerk's limits. */
export function hashNewPassword(password: string, param: string): string {
  if (password.length < MIN_PASSWORD_LENGTH) {
    const message = `Passwords must be ${MIN_PASSWORD_LENGTH} characters or more.`;
    throw new ClerkApiError(422, "form_password_length_too_short", message, { param_name: param });
  }
  if (password.length > MAX_PASSWORD_LENGTH) {
    const message = `Passwords must be ${MAX_PASSWORD_LENGTH} characters or fewer.`;
    throw new ClerkApiError(422, "form_password_length_too_long", message, { param_name: param });
  }
  return hashPassword(password);
}

/** The error for an address that another account holds. */
export function emailTaken(): ClerkApiError {
  const message = "That email address is taken. Please try another.";
  return new ClerkApiError(422, "form_identifier_exists", message, { param_name: "email_address" });
}
