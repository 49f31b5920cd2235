import { z } from "zod";
import {
  type BapiCall,
  type BapiRoute,
  listPage,
  mergeMetadata,
  metadataInput,
  readBody,
} from "@/simulators/clerk/bapi/bapi-call";
import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { invitationStatus } from "@/simulators/clerk/identity/invitation-status";
import { createUser, deleteUser, hashNewPassword, setBanned, updateUser } from "@/simulators/clerk/identity/users";
import {
  backendInvitationJson,
  backendMembershipJson,
  backendUserJson,
} from "@/simulators/clerk/serializers/backend-json";
import type { UserRecord } from "@/simulators/clerk/state/identity-state";
import { isPassword } from "@/simulators/clerk/state/password-hash";

const name = z.string().nullable().optional();
const metadataFields = {
  public_metadata: metadataInput.optional(),
  private_metadata: metadataInput.optional(),
  unsafe_metadata: metadataInput.optional(),
};
const createBody = z.object({
  email_address: z.array(z.string()).min(1),
  password: z.string().optional(),
  first_name: name,
  last_name: name,
  ...metadataFields,
});
const updateBody = z.object({ first_name: name, last_name: name, password: z.string().optional(), ...metadataFields });
const metadataBody = z.object(metadataFields);
const verifyBody = z.object({ password: z.string() });

/** Users: list, count, create, change, ban, delete, and what they belong to. */
export const USER_ROUTES: BapiRoute[] = [
  { method: "GET", path: "/users", handle: (call) => listPage(call, matchingUsers(call), shownBy(call)).data },
  { method: "GET", path: "/users/count", handle: countUsers },
  { method: "POST", path: "/users", handle: create },
  { method: "GET", path: "/users/:id", handle: (call) => shown(call, requireUser(call)) },
  { method: "PATCH", path: "/users/:id", handle: update },
  { method: "DELETE", path: "/users/:id", handle: remove },
  { method: "PATCH", path: "/users/:id/metadata", handle: (call) => changeMetadata(call, mergeMetadata) },
  { method: "PUT", path: "/users/:id/metadata", handle: (call) => changeMetadata(call, replaceMetadata) },
  { method: "POST", path: "/users/:id/verify_password", handle: verifyPassword },
  { method: "POST", path: "/users/:id/ban", handle: (call) => ban(call, true) },
  { method: "POST", path: "/users/:id/unban", handle: (call) => ban(call, false) },
  { method: "GET", path: "/users/:id/organization_memberships", handle: listMemberships },
  { method: "GET", path: "/users/:id/organization_invitations", handle: listInvitations },
];

function matchingUsers(call: BapiCall): UserRecord[] {
  const { query, context } = call;
  const ids = query.getAll("user_id");
  const emails = query.getAll("email_address").map((email) => email.toLowerCase());
  const organizations = query.getAll("organization_id");
  const wanted = (query.get("query") ?? "").toLowerCase();
  const memberships = [...context.state.memberships.values()];
  return [...context.state.users.values()].filter((user) => {
    const isMember = memberships.some((one) => one.userId === user.id && organizations.includes(one.orgId));
    return (
      (ids.length === 0 || ids.includes(user.id)) &&
      (emails.length === 0 || emails.includes(user.email)) &&
      (organizations.length === 0 || isMember) &&
      `${user.id} ${user.email} ${user.firstName ?? ""} ${user.lastName ?? ""}`.toLowerCase().includes(wanted)
    );
  });
}

function countUsers(call: BapiCall) {
  return { object: "total_count", total_count: matchingUsers(call).length };
}

function create(call: BapiCall) {
  const body = readBody(call, createBody);
  const user = createUser(call.context, {
    email: body.email_address[0] ?? "",
    passwordHash: body.password === undefined ? null : hashNewPassword(body.password, "password"),
    firstName: body.first_name ?? null,
    lastName: body.last_name ?? null,
    publicMetadata: body.public_metadata ?? {},
    privateMetadata: body.private_metadata ?? {},
    unsafeMetadata: body.unsafe_metadata ?? {},
  });
  return shown(call, user);
}

function update(call: BapiCall) {
  const user = requireUser(call);
  const body = readBody(call, updateBody);
  updateUser(call.context, user, {
    ...(body.first_name === undefined ? {} : { firstName: body.first_name }),
    ...(body.last_name === undefined ? {} : { lastName: body.last_name }),
    ...(body.password === undefined ? {} : { passwordHash: hashNewPassword(body.password, "password") }),
    publicMetadata: body.public_metadata ?? user.publicMetadata,
    privateMetadata: body.private_metadata ?? user.privateMetadata,
    unsafeMetadata: body.unsafe_metadata ?? user.unsafeMetadata,
  });
  return shown(call, user);
}

function remove(call: BapiCall) {
  const user = requireUser(call);
  deleteUser(call.context, user);
  return { id: user.id, object: "user", deleted: true };
}

function changeMetadata(call: BapiCall, change: typeof mergeMetadata) {
  const user = requireUser(call);
  const body = readBody(call, metadataBody);
  updateUser(call.context, user, {
    publicMetadata: change(user.publicMetadata, body.public_metadata),
    privateMetadata: change(user.privateMetadata, body.private_metadata),
    unsafeMetadata: change(user.unsafeMetadata, body.unsafe_metadata),
  });
  return shown(call, user);
}

function replaceMetadata(current: Record<string, unknown>, next: Record<string, unknown> | undefined) {
  return next ?? current;
}

function verifyPassword(call: BapiCall) {
  const user = requireUser(call);
  if (isPassword(readBody(call, verifyBody).password, user.passwordHash)) return { verified: true };
  throw new ClerkApiError(422, "incorrect_password", "The provided password is incorrect.", { param_name: "password" });
}

function ban(call: BapiCall, isBanned: boolean) {
  const user = requireUser(call);
  setBanned(call.context, user, isBanned);
  return shown(call, user);
}

function listMemberships(call: BapiCall) {
  const user = requireUser(call);
  const mine = [...call.context.state.memberships.values()].filter((membership) => membership.userId === user.id);
  return listPage(call, mine, (membership) => backendMembershipJson(call.context, membership));
}

function listInvitations(call: BapiCall) {
  const user = requireUser(call);
  const statuses = call.query.getAll("status");
  const mine = [...call.context.state.invitations.values()].filter((invitation) => {
    const isWanted = statuses.length === 0 || statuses.includes(invitationStatus(call.context, invitation));
    return invitation.email === user.email && isWanted;
  });
  return listPage(call, mine, (invitation) => backendInvitationJson(call.context, invitation));
}

function shown(call: BapiCall, user: UserRecord) {
  return backendUserJson(call.context, user);
}

function shownBy(call: BapiCall) {
  return (user: UserRecord) => shown(call, user);
}

function requireUser(call: BapiCall): UserRecord {
  const user = call.context.state.users.get(call.param("id"));
  if (user) return user;
  throw new ClerkApiError(404, "resource_not_found", "User not found");
}
