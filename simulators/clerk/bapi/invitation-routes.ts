import { z } from "zod";
import { type BapiCall, type BapiRoute, listPage, metadataInput, readBody } from "@/simulators/clerk/bapi/bapi-call";
import { invitationStatus } from "@/simulators/clerk/identity/invitation-status";
import { invitationNotFound, invite, revokeInvitation } from "@/simulators/clerk/identity/invitations";
import { getOrganization } from "@/simulators/clerk/identity/organizations";
import { backendInvitationJson } from "@/simulators/clerk/serializers/backend-json";
import type { InvitationRecord } from "@/simulators/clerk/state/identity-state";

const createBody = z.object({
  email_address: z.string(),
  role: z.string(),
  redirect_url: z.string().nullable().optional(),
  public_metadata: metadataInput.optional(),
  private_metadata: metadataInput.optional(),
});

/** Invitations of an organization. */
export const INVITATION_ROUTES: BapiRoute[] = [
  { method: "GET", path: "/organizations/:orgId/invitations", handle: list },
  { method: "POST", path: "/organizations/:orgId/invitations", handle: create },
  { method: "GET", path: "/organizations/:orgId/invitations/:id", handle: (call) => shown(call, named(call)) },
  { method: "POST", path: "/organizations/:orgId/invitations/:id/revoke", handle: revoke },
];

function list(call: BapiCall) {
  const organization = getOrganization(call.context, call.param("orgId"));
  const statuses = call.query.getAll("status");
  const found = [...call.context.state.invitations.values()].filter(
    (invitation) =>
      invitation.orgId === organization.id &&
      (statuses.length === 0 || statuses.includes(invitationStatus(call.context, invitation))),
  );
  return listPage(call, found, (invitation) => shown(call, invitation));
}

function create(call: BapiCall) {
  const organization = getOrganization(call.context, call.param("orgId"));
  const body = readBody(call, createBody);
  const invitation = invite(call.context, {
    orgId: organization.id,
    email: body.email_address,
    role: body.role,
    redirectUrl: body.redirect_url,
    publicMetadata: body.public_metadata ?? {},
    privateMetadata: body.private_metadata ?? {},
  });
  return shown(call, invitation);
}

function revoke(call: BapiCall) {
  const invitation = named(call);
  revokeInvitation(call.context, invitation);
  return shown(call, invitation);
}

function named(call: BapiCall): InvitationRecord {
  const organization = getOrganization(call.context, call.param("orgId"));
  const invitation = call.context.state.invitations.get(call.param("id"));
  if (invitation && invitation.orgId === organization.id) return invitation;
  throw invitationNotFound();
}

function shown(call: BapiCall, invitation: InvitationRecord) {
  return backendInvitationJson(call.context, invitation);
}
