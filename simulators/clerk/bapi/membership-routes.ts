import { z } from "zod";
import { type BapiCall, type BapiRoute, listPage, readBody } from "@/simulators/clerk/bapi/bapi-call";
import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { addMembership, changeRole, removeMember } from "@/simulators/clerk/identity/memberships";
import { getOrganization } from "@/simulators/clerk/identity/organizations";
import { findMembership } from "@/simulators/clerk/identity/session-status";
import { backendMembershipJson } from "@/simulators/clerk/serializers/backend-json";
import type { MembershipRecord } from "@/simulators/clerk/state/identity-state";

const createBody = z.object({ user_id: z.string(), role: z.string() });
const updateBody = z.object({ role: z.string() });

/** Memberships of an organization. */
export const MEMBERSHIP_ROUTES: BapiRoute[] = [
  { method: "GET", path: "/organizations/:orgId/memberships", handle: list },
  { method: "POST", path: "/organizations/:orgId/memberships", handle: create },
  { method: "PATCH", path: "/organizations/:orgId/memberships/:userId", handle: update },
  { method: "DELETE", path: "/organizations/:orgId/memberships/:userId", handle: remove },
];

function list(call: BapiCall) {
  const { query, context } = call;
  const organization = getOrganization(context, call.param("orgId"));
  const roles = query.getAll("role");
  const userIds = query.getAll("user_id");
  const found = [...context.state.memberships.values()].filter(
    (membership) =>
      membership.orgId === organization.id &&
      (roles.length === 0 || roles.includes(membership.role)) &&
      (userIds.length === 0 || userIds.includes(membership.userId)),
  );
  return listPage(call, found, (membership) => backendMembershipJson(context, membership));
}

function create(call: BapiCall) {
  const organization = getOrganization(call.context, call.param("orgId"));
  const { user_id: userId, role } = readBody(call, createBody);
  if (!call.context.state.users.has(userId)) {
    throw new ClerkApiError(404, "resource_not_found", "User not found", { param_name: "user_id" });
  }
  const membership = addMembership(call.context, { orgId: organization.id, userId, role });
  return backendMembershipJson(call.context, membership);
}

function update(call: BapiCall) {
  const membership = named(call);
  changeRole(call.context, membership, readBody(call, updateBody).role);
  return backendMembershipJson(call.context, membership);
}

function remove(call: BapiCall) {
  const membership = named(call);
  const shown = backendMembershipJson(call.context, membership);
  removeMember(call.context, membership);
  return shown;
}

function named(call: BapiCall): MembershipRecord {
  const organization = getOrganization(call.context, call.param("orgId"));
  const membership = findMembership(call.context, organization.id, call.param("userId"));
  if (membership) return membership;
  throw new ClerkApiError(404, "resource_not_found", "Organization membership not found");
}
