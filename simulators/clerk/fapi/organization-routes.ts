import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import {
  type FapiCall,
  type FapiReply,
  type FapiRoute,
  requireSession,
  resource,
} from "@/simulators/clerk/fapi/fapi-call";
import { paginate } from "@/simulators/clerk/http/paginate";
import { invitationStatus } from "@/simulators/clerk/identity/invitation-status";
import {
  invitationNotFound,
  invite,
  requireInvitable,
  revokeInvitation,
} from "@/simulators/clerk/identity/invitations";
import { changeRole, removeMember } from "@/simulators/clerk/identity/memberships";
import { createOrganization, deleteOrganization, updateOrganization } from "@/simulators/clerk/identity/organizations";
import { findMembership } from "@/simulators/clerk/identity/session-status";
import { permissionsOf } from "@/simulators/clerk/organization-roles";
import {
  invitationJson,
  membershipJson,
  organizationJson,
  roleJsonList,
} from "@/simulators/clerk/serializers/frontend-json";
import type { InvitationRecord, MembershipRecord, OrganizationRecord } from "@/simulators/clerk/state/identity-state";

type SystemPermission =
  | "org:sys_profile:manage"
  | "org:sys_profile:delete"
  | "org:sys_memberships:read"
  | "org:sys_memberships:manage";

/** Firms of the signed-in person. Another firm answers as one that does not exist. */
export const ORGANIZATION_ROUTES: FapiRoute[] = [
  { method: "POST", path: "/organizations", handle: create },
  { method: "GET", path: "/organizations/:orgId", handle: read },
  { method: "PATCH", path: "/organizations/:orgId", handle: change },
  { method: "DELETE", path: "/organizations/:orgId", handle: remove },
  { method: "GET", path: "/organizations/:orgId/roles", handle: listRoles },
  { method: "GET", path: "/organizations/:orgId/domains", handle: listNothing },
  { method: "GET", path: "/organizations/:orgId/membership_requests", handle: listNothing },
  { method: "GET", path: "/organizations/:orgId/memberships", handle: listMemberships },
  { method: "PATCH", path: "/organizations/:orgId/memberships/:userId", handle: changeMembership },
  { method: "DELETE", path: "/organizations/:orgId/memberships/:userId", handle: endMembership },
  { method: "GET", path: "/organizations/:orgId/invitations", handle: listInvitations },
  { method: "POST", path: "/organizations/:orgId/invitations", handle: inviteOne },
  { method: "POST", path: "/organizations/:orgId/invitations/bulk", handle: inviteMany },
  { method: "POST", path: "/organizations/:orgId/invitations/:id/revoke", handle: revoke },
];

function create(call: FapiCall): FapiReply {
  const { user } = requireSession(call);
  const { form } = call;
  const organization = createOrganization(call.context, {
    name: form.get("name"),
    slug: form.get("slug"),
    createdBy: user.id,
  });
  return resource(organizationJson(call.context, organization));
}

function read(call: FapiCall): FapiReply {
  return resource(organizationJson(call.context, requireMember(call).organization));
}

function change(call: FapiCall): FapiReply {
  const { organization } = requirePermission(call, "org:sys_profile:manage");
  const name = call.form.get("name");
  const slug = call.form.get("slug");
  updateOrganization(call.context, organization, {
    ...(name === null ? {} : { name }),
    ...(slug === null ? {} : { slug }),
  });
  return resource(organizationJson(call.context, organization));
}

function remove(call: FapiCall): FapiReply {
  const { organization } = requirePermission(call, "org:sys_profile:delete");
  deleteOrganization(call.context, organization);
  return resource({ object: "organization", id: organization.id, slug: organization.slug, deleted: true });
}

function listRoles(call: FapiCall): FapiReply {
  requireMember(call);
  return resource({ ...paginate(roleJsonList(), call.query), has_role_set_migration: false });
}

function listNothing(call: FapiCall): FapiReply {
  requireMember(call);
  return resource(paginate([], call.query));
}

function listMemberships(call: FapiCall): FapiReply {
  const { context, query } = call;
  const { organization } = requirePermission(call, "org:sys_memberships:read");
  const roles = query.getAll("role");
  const wanted = (query.get("query") ?? "").toLowerCase();
  const members = [...context.state.memberships.values()].filter((membership) => {
    if (membership.orgId !== organization.id) return false;
    if (roles.length > 0 && !roles.includes(membership.role)) return false;
    const user = context.state.users.get(membership.userId);
    return `${user?.email} ${user?.firstName} ${user?.lastName}`.toLowerCase().includes(wanted);
  });
  const page = paginate(members, query);
  return resource({ ...page, data: page.data.map((membership) => membershipJson(context, membership)) });
}

function changeMembership(call: FapiCall): FapiReply {
  const { organization } = requirePermission(call, "org:sys_memberships:manage");
  const membership = memberOf(call, organization);
  changeRole(call.context, membership, call.form.get("role") ?? "");
  return resource(membershipJson(call.context, membership));
}

function endMembership(call: FapiCall): FapiReply {
  const { organization } = requirePermission(call, "org:sys_memberships:manage");
  const membership = memberOf(call, organization);
  const shown = membershipJson(call.context, membership);
  removeMember(call.context, membership);
  return resource(shown);
}

function listInvitations(call: FapiCall): FapiReply {
  const { context, query } = call;
  const { organization } = requirePermission(call, "org:sys_memberships:manage");
  const statuses = query.getAll("status");
  const found = [...context.state.invitations.values()].filter((invitation) => {
    const status = invitationStatus(context, invitation);
    if (invitation.orgId !== organization.id) return false;
    return statuses.length === 0 ? status === "pending" : statuses.includes(status);
  });
  const page = paginate(found, query);
  return resource({ ...page, data: page.data.map((invitation) => invitationJson(context, invitation)) });
}

function inviteOne(call: FapiCall): FapiReply {
  const invitation = inviteAddress(call, call.form.get("email_address") ?? "");
  return resource(invitationJson(call.context, invitation));
}

function inviteMany(call: FapiCall): FapiReply {
  const { organization } = requirePermission(call, "org:sys_memberships:manage");
  const addresses = call.form.getAll("email_address").flatMap((value) => value.split(","));
  for (const address of addresses) requireInvitable(call.context, organization.id, address);
  const invitations = addresses.map((address) => inviteAddress(call, address));
  return resource(invitations.map((invitation) => invitationJson(call.context, invitation)));
}

function inviteAddress(call: FapiCall, email: string): InvitationRecord {
  const { organization } = requirePermission(call, "org:sys_memberships:manage");
  return invite(call.context, { orgId: organization.id, email, role: call.form.get("role") });
}

function revoke(call: FapiCall): FapiReply {
  const { organization } = requirePermission(call, "org:sys_memberships:manage");
  const invitation = call.context.state.invitations.get(call.param("id"));
  if (invitation === undefined || invitation.orgId !== organization.id) throw invitationNotFound();
  revokeInvitation(call.context, invitation);
  return resource(invitationJson(call.context, invitation));
}

function requireMember(call: FapiCall): { organization: OrganizationRecord; membership: MembershipRecord } {
  const { user } = requireSession(call);
  const organization = call.context.state.organizations.get(call.param("orgId"));
  const membership = organization && findMembership(call.context, organization.id, user.id);
  if (organization && membership) return { organization, membership };
  throw new ClerkApiError(404, "resource_not_found", "Organization not found");
}

function requirePermission(call: FapiCall, permission: SystemPermission): { organization: OrganizationRecord } {
  const { organization, membership } = requireMember(call);
  if (permissionsOf(membership.role).includes(permission)) return { organization };
  throw new ClerkApiError(403, "missing_organization_permission", `Current user has no permission ${permission}.`, {
    permissions: [permission],
  });
}

function memberOf(call: FapiCall, organization: OrganizationRecord): MembershipRecord {
  const membership = findMembership(call.context, organization.id, call.param("userId"));
  if (membership) return membership;
  throw new ClerkApiError(404, "resource_not_found", "Organization membership not found");
}
