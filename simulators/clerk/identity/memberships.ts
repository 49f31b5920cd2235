import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { findMembership } from "@/simulators/clerk/identity/session-status";
import { ORGANIZATION_ROLES, permissionsOf } from "@/simulators/clerk/organization-roles";
import { backendMembershipJson } from "@/simulators/clerk/serializers/backend-json";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { MembershipRecord } from "@/simulators/clerk/state/identity-state";
import { newId } from "@/simulators/clerk/state/new-id";

const MANAGE_MEMBERSHIPS = "org:sys_memberships:manage";

/** Makes a person a member. Throws when the role is unknown or the person is a member already. */
export function addMembership(
  context: SimulatorContext,
  input: { orgId: string; userId: string; role: string },
): MembershipRecord {
  const role = checkedRole(input.role);
  if (findMembership(context, input.orgId, input.userId)) {
    const message = "User is already a member of the organization.";
    throw new ClerkApiError(400, "already_a_member_in_organization", message);
  }
  const now = context.now();
  const membership: MembershipRecord = {
    id: newId("orgmem"),
    orgId: input.orgId,
    userId: input.userId,
    role,
    publicMetadata: {},
    privateMetadata: {},
    createdAt: now,
    updatedAt: now,
  };
  context.state.memberships.set(membership.id, membership);
  context.emit({ type: "organizationMembership.created", data: backendMembershipJson(context, membership) });
  return membership;
}

/** Gives a member another role. Throws when nobody would be left who may manage the members. */
export function changeRole(context: SimulatorContext, membership: MembershipRecord, role: string): void {
  const next = checkedRole(role);
  if (!canManageMembers(next)) requireAnotherManager(context, membership);
  Object.assign(membership, { role: next, updatedAt: context.now() });
  context.emit({ type: "organizationMembership.updated", data: backendMembershipJson(context, membership) });
}

/** Removes a member at somebody's wish. Throws when nobody would be left who may manage the members. */
export function removeMember(context: SimulatorContext, membership: MembershipRecord): void {
  requireAnotherManager(context, membership);
  removeMembership(context, membership);
}

/** Ends a membership because the account or the firm goes away. */
export function removeMembership(context: SimulatorContext, membership: MembershipRecord): void {
  const data = backendMembershipJson(context, membership);
  context.state.memberships.delete(membership.id);
  context.emit({ type: "organizationMembership.deleted", data });
}

function canManageMembers(role: string): boolean {
  return permissionsOf(role).includes(MANAGE_MEMBERSHIPS);
}

/** The role itself. Throws when the instance has no such role. */
export function checkedRole(role: string | null | undefined): string {
  if (role && ORGANIZATION_ROLES.has(role)) return role;
  throw new ClerkApiError(404, "resource_not_found", "Organization role not found", { param_name: "role" });
}

function requireAnotherManager(context: SimulatorContext, leaving: MembershipRecord): void {
  if (!canManageMembers(leaving.role)) return;
  for (const membership of context.state.memberships.values()) {
    const isOther = membership.orgId === leaving.orgId && membership.id !== leaving.id;
    if (isOther && canManageMembers(membership.role)) return;
  }
  const message = "There has to be at least one organization member with the minimum required permissions.";
  throw new ClerkApiError(400, "organization_minimum_permissions_needed", message);
}
