import { randomBytes } from "node:crypto";
import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { isInvitationOpen } from "@/simulators/clerk/identity/invitation-status";
import { addMembership, checkedRole } from "@/simulators/clerk/identity/memberships";
import { findMembership } from "@/simulators/clerk/identity/session-status";
import { checkedEmail, findUserByEmail } from "@/simulators/clerk/identity/users";
import { backendInvitationJson } from "@/simulators/clerk/serializers/backend-json";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { InvitationRecord, UserRecord } from "@/simulators/clerk/state/identity-state";
import { newId } from "@/simulators/clerk/state/new-id";

const INVITATION_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/** Invites an address to a firm. Throws when it belongs to a member or has an open invitation of that firm. */
export function invite(
  context: SimulatorContext,
  input: {
    orgId: string;
    email: string;
    role: string | null | undefined;
    redirectUrl?: string | null | undefined;
    publicMetadata?: Record<string, unknown>;
    privateMetadata?: Record<string, unknown>;
  },
): InvitationRecord {
  const email = checkedEmail(input.email, "email_address");
  const role = checkedRole(input.role);
  requireInvitable(context, input.orgId, email);
  const now = context.now();
  const invitation: InvitationRecord = {
    id: newId("orginv"),
    orgId: input.orgId,
    email,
    role,
    status: "pending",
    ticket: `tick_${randomBytes(24).toString("base64url")}`,
    redirectUrl: input.redirectUrl ?? null,
    publicMetadata: input.publicMetadata ?? {},
    privateMetadata: input.privateMetadata ?? {},
    createdAt: now,
    updatedAt: now,
    expiresAt: now + INVITATION_LIFETIME_MS,
  };
  context.state.invitations.set(invitation.id, invitation);
  context.emit({ type: "organizationInvitation.created", data: backendInvitationJson(context, invitation) });
  return invitation;
}

/** Lets the invited person in. Throws when the invitation is not open or was sent to another address. */
export function acceptInvitation(context: SimulatorContext, invitation: InvitationRecord, user: UserRecord): void {
  if (!isInvitationOpen(context, invitation) || invitation.email !== user.email) throw invitationNotFound();
  if (findMembership(context, invitation.orgId, user.id) === null) {
    addMembership(context, { orgId: invitation.orgId, userId: user.id, role: invitation.role });
  }
  Object.assign(invitation, { status: "accepted", updatedAt: context.now() });
  const data = { ...backendInvitationJson(context, invitation), user_id: user.id };
  context.emit({ type: "organizationInvitation.accepted", data });
}

/** Takes an open invitation back. Throws when it is not open any more. */
export function revokeInvitation(context: SimulatorContext, invitation: InvitationRecord): void {
  if (!isInvitationOpen(context, invitation)) {
    throw new ClerkApiError(400, "organization_invitation_not_pending", "The invitation is not pending.");
  }
  Object.assign(invitation, { status: "revoked", updatedAt: context.now() });
  context.emit({ type: "organizationInvitation.revoked", data: backendInvitationJson(context, invitation) });
}

/** The open invitation with this ticket, or undefined. */
export function findInvitationByTicket(context: SimulatorContext, ticket: string): InvitationRecord | undefined {
  const found = [...context.state.invitations.values()].find((invitation) => invitation.ticket === ticket);
  return found && isInvitationOpen(context, found) ? found : undefined;
}

/** The error for an invitation that the caller may not see. */
export function invitationNotFound(): ClerkApiError {
  return new ClerkApiError(404, "resource_not_found", "Invitation not found");
}

/** Throws when the address belongs to a member of the firm or has an open invitation of it. */
export function requireInvitable(context: SimulatorContext, orgId: string, address: string): void {
  const email = checkedEmail(address, "email_address");
  const user = findUserByEmail(context, email);
  if (user && findMembership(context, orgId, user.id)) {
    const message = `${email} is already a member of the organization.`;
    throw new ClerkApiError(400, "already_a_member_in_organization", message, { param_name: "email_address" });
  }
  for (const invitation of context.state.invitations.values()) {
    if (invitation.orgId !== orgId || invitation.email !== email || !isInvitationOpen(context, invitation)) continue;
    const message = `There are already pending invitations for the following email addresses: ${email}`;
    throw new ClerkApiError(400, "duplicate_record", message, { email_addresses: [email] });
  }
}
