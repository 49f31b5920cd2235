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
import { acceptInvitation, invitationNotFound } from "@/simulators/clerk/identity/invitations";
import { removeMember } from "@/simulators/clerk/identity/memberships";
import { findMembership, isLive } from "@/simulators/clerk/identity/session-status";
import { endSession } from "@/simulators/clerk/identity/sessions";
import { hashNewPassword, updateUser } from "@/simulators/clerk/identity/users";
import { membershipJson, userInvitationJson, userJson } from "@/simulators/clerk/serializers/frontend-json";
import { deviceJson } from "@/simulators/clerk/serializers/session-json";
import type { SessionRecord, UserRecord } from "@/simulators/clerk/state/identity-state";
import { isPassword } from "@/simulators/clerk/state/password-hash";

/** The signed-in person: profile, password, devices, memberships and invitations. */
export const ME_ROUTES: FapiRoute[] = [
  { method: "GET", path: "/me", handle: readMe },
  { method: "PATCH", path: "/me", handle: changeMe },
  { method: "POST", path: "/me/change_password", handle: changePassword },
  { method: "GET", path: "/me/sessions", handle: listDevices },
  { method: "GET", path: "/me/sessions/active", handle: listDevices },
  { method: "POST", path: "/me/sessions/:id/revoke", handle: revokeDevice },
  { method: "GET", path: "/me/organization_memberships", handle: listMemberships },
  { method: "DELETE", path: "/me/organization_memberships/:orgId", handle: leaveOrganization },
  { method: "GET", path: "/me/organization_invitations", handle: listInvitations },
  { method: "POST", path: "/me/organization_invitations/:id/accept", handle: acceptOwnInvitation },
  { method: "GET", path: "/me/organization_suggestions", handle: (call) => resource(paginate([], call.query)) },
];

function readMe(call: FapiCall): FapiReply {
  return resource(userJson(call.context, requireSession(call).user));
}

function changeMe(call: FapiCall): FapiReply {
  const { user } = requireSession(call);
  const firstName = call.form.get("first_name");
  const lastName = call.form.get("last_name");
  updateUser(call.context, user, {
    ...(firstName === null ? {} : { firstName: firstName || null }),
    ...(lastName === null ? {} : { lastName: lastName || null }),
  });
  return readMe(call);
}

function changePassword(call: FapiCall): FapiReply {
  const { context, form } = call;
  const { session, user } = requireSession(call);
  if (user.passwordHash !== null && !isPassword(form.get("current_password") ?? "", user.passwordHash)) {
    throw new ClerkApiError(422, "form_password_validation_failed", "Password is incorrect.", {
      param_name: "current_password",
    });
  }
  updateUser(context, user, { passwordHash: hashNewPassword(form.get("new_password") ?? "", "new_password") });
  if (form.get("sign_out_of_other_sessions") === "true") {
    for (const other of liveSessionsOf(call, user)) {
      if (other.id !== session.id) endSession(context, other, "revoked");
    }
  }
  return readMe(call);
}

function listDevices(call: FapiCall): FapiReply {
  const { user } = requireSession(call);
  return resource(liveSessionsOf(call, user).map((session) => deviceJson(call.context, session)));
}

function revokeDevice(call: FapiCall): FapiReply {
  const { user } = requireSession(call);
  const session = liveSessionsOf(call, user).find((one) => one.id === call.param("id"));
  if (session === undefined) throw new ClerkApiError(404, "resource_not_found", "Session not found");
  endSession(call.context, session, "revoked");
  return resource(deviceJson(call.context, session));
}

function listMemberships(call: FapiCall): FapiReply {
  const { user } = requireSession(call);
  const mine = [...call.context.state.memberships.values()].filter((membership) => membership.userId === user.id);
  const page = paginate(mine, call.query);
  return resource({ ...page, data: page.data.map((membership) => membershipJson(call.context, membership)) });
}

function leaveOrganization(call: FapiCall): FapiReply {
  const { user } = requireSession(call);
  const membership = findMembership(call.context, call.param("orgId"), user.id);
  if (membership === null) throw new ClerkApiError(404, "resource_not_found", "Organization membership not found");
  removeMember(call.context, membership);
  return resource({ object: "organization_membership", id: membership.id, deleted: true });
}

function listInvitations(call: FapiCall): FapiReply {
  const { context, query } = call;
  const { user } = requireSession(call);
  const wanted = query.getAll("status");
  const mine = [...context.state.invitations.values()].filter((invitation) => {
    const status = invitationStatus(context, invitation);
    return invitation.email === user.email && (wanted.length === 0 ? status === "pending" : wanted.includes(status));
  });
  const page = paginate(mine, query);
  return resource({ ...page, data: page.data.map((invitation) => userInvitationJson(context, invitation)) });
}

function acceptOwnInvitation(call: FapiCall): FapiReply {
  const { user } = requireSession(call);
  const invitation = call.context.state.invitations.get(call.param("id"));
  if (invitation === undefined) throw invitationNotFound();
  acceptInvitation(call.context, invitation, user);
  return resource(userInvitationJson(call.context, invitation));
}

function liveSessionsOf(call: FapiCall, user: UserRecord): SessionRecord[] {
  return [...call.context.state.sessions.values()].filter(
    (session) => session.userId === user.id && isLive(call.context, session),
  );
}
