import { invitationStatus } from "@/simulators/clerk/identity/invitation-status";
import { sessionStatus } from "@/simulators/clerk/identity/session-status";
import { ticketUrl } from "@/simulators/clerk/identity/ticket-url";
import { permissionsOf, roleName } from "@/simulators/clerk/organization-roles";
import type {
  BackendInvitation,
  BackendMembership,
  BackendOrganization,
  BackendSession,
  BackendUser,
} from "@/simulators/clerk/serializers/backend-shapes";
import { imageUrl } from "@/simulators/clerk/serializers/image-url";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type {
  InvitationRecord,
  MembershipRecord,
  OrganizationRecord,
  SessionRecord,
  UserRecord,
} from "@/simulators/clerk/state/identity-state";

/** A user as the Backend API and the webhooks show it. */
export function backendUserJson(context: SimulatorContext, user: UserRecord): BackendUser {
  return {
    id: user.id,
    object: "user",
    username: null,
    first_name: user.firstName,
    last_name: user.lastName,
    image_url: imageUrl(user.firstName ?? user.email, user.lastName),
    has_image: false,
    primary_email_address_id: user.emailId,
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    password_enabled: user.passwordHash !== null,
    two_factor_enabled: false,
    totp_enabled: false,
    backup_code_enabled: false,
    email_addresses: [
      {
        id: user.emailId,
        object: "email_address",
        email_address: user.email,
        verification: {
          id: `ver_${user.emailId}`,
          object: "verification_otp",
          status: "verified",
          strategy: "email_code",
          attempts: 1,
          expire_at: null,
        },
        linked_to: [],
      },
    ],
    phone_numbers: [],
    web3_wallets: [],
    organization_memberships: null,
    external_accounts: [],
    enterprise_accounts: [],
    password_last_updated_at: null,
    public_metadata: user.publicMetadata,
    private_metadata: user.privateMetadata,
    unsafe_metadata: user.unsafeMetadata,
    external_id: null,
    last_sign_in_at: user.lastSignInAt,
    banned: user.isBanned,
    locked: false,
    deprovisioned: false,
    lockout_expires_in_seconds: null,
    verification_attempts_remaining: 100,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    last_active_at: lastActiveAt(context, user),
    create_organization_enabled: true,
    create_organizations_limit: null,
    delete_self_enabled: false,
    legal_accepted_at: null,
    locale: null,
    timezone: null,
  };
}

/** An organization as the Backend API and the webhooks show it. */
export function backendOrganizationJson(
  context: SimulatorContext,
  organization: OrganizationRecord,
): BackendOrganization {
  const { memberships, invitations } = context.state;
  const isOpen = (one: InvitationRecord) =>
    one.orgId === organization.id && invitationStatus(context, one) === "pending";
  return {
    id: organization.id,
    object: "organization",
    name: organization.name,
    slug: organization.slug,
    image_url: imageUrl(organization.name),
    has_image: false,
    members_count: [...memberships.values()].filter((one) => one.orgId === organization.id).length,
    pending_invitations_count: [...invitations.values()].filter(isOpen).length,
    max_allowed_memberships: 0,
    admin_delete_enabled: true,
    public_metadata: organization.publicMetadata,
    private_metadata: organization.privateMetadata,
    ...(organization.createdBy === null ? {} : { created_by: organization.createdBy }),
    created_at: organization.createdAt,
    updated_at: organization.updatedAt,
  };
}

/** A membership as the Backend API and the webhooks show it. */
export function backendMembershipJson(context: SimulatorContext, membership: MembershipRecord): BackendMembership {
  const { organization, user } = partiesOf(context, membership);
  return {
    id: membership.id,
    object: "organization_membership",
    role: membership.role,
    role_name: roleName(membership.role),
    permissions: permissionsOf(membership.role),
    public_metadata: membership.publicMetadata,
    private_metadata: membership.privateMetadata,
    organization: backendOrganizationJson(context, organization),
    public_user_data: {
      user_id: user.id,
      identifier: user.email,
      first_name: user.firstName,
      last_name: user.lastName,
      image_url: imageUrl(user.firstName ?? user.email, user.lastName),
      has_image: false,
    },
    created_at: membership.createdAt,
    updated_at: membership.updatedAt,
  };
}

/** An invitation as the Backend API and the webhooks show it. `url` is the link of the invitation letter. */
export function backendInvitationJson(context: SimulatorContext, invitation: InvitationRecord): BackendInvitation {
  return {
    id: invitation.id,
    object: "organization_invitation",
    email_address: invitation.email,
    role: invitation.role,
    role_name: roleName(invitation.role),
    organization_id: invitation.orgId,
    status: invitationStatus(context, invitation),
    public_metadata: invitation.publicMetadata,
    private_metadata: invitation.privateMetadata,
    url: ticketUrl(context, invitation.ticket),
    created_at: invitation.createdAt,
    updated_at: invitation.updatedAt,
    expires_at: invitation.expiresAt,
  };
}

/** A session as the Backend API shows it. */
export function backendSessionJson(context: SimulatorContext, session: SessionRecord): BackendSession {
  return {
    id: session.id,
    object: "session",
    client_id: session.clientId,
    user_id: session.userId,
    status: sessionStatus(context, session),
    last_active_organization_id: session.orgId,
    actor: null,
    last_active_at: session.lastActiveAt,
    expire_at: session.expireAt,
    abandon_at: session.expireAt,
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  };
}

/** A session as the webhooks show it, with its user. */
export function sessionEventJson(
  context: SimulatorContext,
  session: SessionRecord,
): BackendSession & { user: BackendUser | null } {
  const user = context.state.users.get(session.userId);
  return { ...backendSessionJson(context, session), user: user ? backendUserJson(context, user) : null };
}

function partiesOf(
  context: SimulatorContext,
  membership: MembershipRecord,
): { organization: OrganizationRecord; user: UserRecord } {
  const organization = context.state.organizations.get(membership.orgId);
  const user = context.state.users.get(membership.userId);
  if (organization && user) return { organization, user };
  throw new Error(`membership ${membership.id} names an organization or a user that is gone`);
}

function lastActiveAt(context: SimulatorContext, user: UserRecord): number | null {
  const sessions = [...context.state.sessions.values()].filter((session) => session.userId === user.id);
  return sessions.length === 0 ? user.lastSignInAt : Math.max(...sessions.map((session) => session.lastActiveAt));
}
