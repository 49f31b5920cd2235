import type {
  EmailAddressJSON,
  OrganizationInvitationJSON,
  OrganizationJSON,
  OrganizationMembershipJSON,
  PublicOrganizationDataJSON,
  PublicUserDataJSON,
  RoleJSON,
  UserJSON,
  UserOrganizationInvitationJSON,
  VerificationJSON,
} from "@clerk/shared/types";
import { invitationStatus } from "@/simulators/clerk/identity/invitation-status";
import { ORGANIZATION_ROLES, permissionsOf } from "@/simulators/clerk/organization-roles";
import { backendMembershipJson, backendOrganizationJson } from "@/simulators/clerk/serializers/backend-json";
import { imageUrl } from "@/simulators/clerk/serializers/image-url";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type {
  InvitationRecord,
  MembershipRecord,
  OrganizationRecord,
  PendingProof,
  UserRecord,
} from "@/simulators/clerk/state/identity-state";

export type Replace<Shape, Changes> = Omit<Shape, keyof Changes> & Changes;
type Metadata = Record<string, unknown>;

/** The Frontend API sends null where Clerk's types promise a value. */
export type FrontendVerification = Replace<Omit<VerificationJSON, "id">, { verified_at_client: null; error: null }>;
type FrontendEmail = Replace<EmailAddressJSON, { verification: FrontendVerification }>;
type FrontendOrganization = Replace<OrganizationJSON, { public_metadata: Metadata }>;
type FrontendMembership = Replace<
  OrganizationMembershipJSON,
  { public_metadata: Metadata; organization: FrontendOrganization; role: string; permissions: string[] }
>;
type FrontendInvitation = Replace<OrganizationInvitationJSON, { public_metadata: Metadata; role: string }>;
type FrontendUserInvitation = Replace<UserOrganizationInvitationJSON, { public_metadata: Metadata; role: string }>;
export type FrontendUser = Replace<
  UserJSON,
  {
    public_metadata: Metadata;
    unsafe_metadata: Metadata;
    email_addresses: FrontendEmail[];
    organization_memberships: FrontendMembership[];
  }
>;

const CODE_LIFETIME_MS = 10 * 60 * 1000;

/** A user as clerk-js reads it, with the person's memberships. Private metadata never leaves the Backend API. */
export function userJson(context: SimulatorContext, user: UserRecord): FrontendUser {
  const memberships = [...context.state.memberships.values()].filter((membership) => membership.userId === user.id);
  return {
    id: user.id,
    object: "user",
    external_id: null,
    username: null,
    first_name: user.firstName,
    last_name: user.lastName,
    image_url: imageUrl(user.firstName ?? user.email, user.lastName),
    has_image: false,
    profile_image_id: "",
    primary_email_address_id: user.emailId,
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    email_addresses: [emailJson(user)],
    phone_numbers: [],
    web3_wallets: [],
    external_accounts: [],
    enterprise_accounts: [],
    passkeys: [],
    organization_memberships: memberships.map((membership) => membershipJson(context, membership)),
    password_enabled: user.passwordHash !== null,
    totp_enabled: false,
    backup_code_enabled: false,
    two_factor_enabled: false,
    public_metadata: user.publicMetadata,
    unsafe_metadata: user.unsafeMetadata,
    last_sign_in_at: user.lastSignInAt,
    create_organization_enabled: true,
    create_organizations_limit: null,
    delete_self_enabled: false,
    legal_accepted_at: null,
    timezone: null,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
  };
}

/** What other members see of a person. */
export function publicUserJson(user: UserRecord): PublicUserDataJSON {
  return {
    user_id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    identifier: user.email,
    image_url: imageUrl(user.firstName ?? user.email, user.lastName),
    has_image: false,
  };
}

/** An organization as clerk-js reads it. */
export function organizationJson(context: SimulatorContext, organization: OrganizationRecord): FrontendOrganization {
  const { private_metadata: _private, created_by: _creator, ...shown } = backendOrganizationJson(context, organization);
  return {
    ...shown,
    object: "organization",
    image_url: imageUrl(organization.name),
    members_count: shown.members_count ?? 0,
    pending_invitations_count: shown.pending_invitations_count ?? 0,
  };
}

/** A membership as clerk-js reads it. */
export function membershipJson(context: SimulatorContext, membership: MembershipRecord): FrontendMembership {
  const {
    private_metadata: _private,
    organization: _organization,
    ...shown
  } = backendMembershipJson(context, membership);
  const organization = context.state.organizations.get(membership.orgId);
  if (organization === undefined) throw new Error(`membership ${membership.id} names an organization that is gone`);
  return { ...shown, organization: organizationJson(context, organization) };
}

/** An invitation as the firm's admins read it: without the link, which belongs to the invited person. */
export function invitationJson(context: SimulatorContext, invitation: InvitationRecord): FrontendInvitation {
  return {
    id: invitation.id,
    object: "organization_invitation",
    email_address: invitation.email,
    organization_id: invitation.orgId,
    public_metadata: invitation.publicMetadata,
    status: invitationStatus(context, invitation),
    role: invitation.role,
    role_name: ORGANIZATION_ROLES.get(invitation.role)?.name ?? invitation.role,
    created_at: invitation.createdAt,
    updated_at: invitation.updatedAt,
  };
}

/** An invitation as the invited person reads it. */
export function userInvitationJson(context: SimulatorContext, invitation: InvitationRecord): FrontendUserInvitation {
  const organization = context.state.organizations.get(invitation.orgId);
  const shown: PublicOrganizationDataJSON = {
    id: invitation.orgId,
    name: organization?.name ?? "",
    slug: organization?.slug ?? null,
    has_image: false,
    image_url: imageUrl(organization?.name ?? null),
  };
  return { ...invitationJson(context, invitation), public_organization_data: shown };
}

/** The roles of the instance as clerk-js reads them. */
export function roleJsonList(): RoleJSON[] {
  return [...ORGANIZATION_ROLES].map(([key, role]) => ({
    object: "role",
    id: `role_${key.replace("org:", "")}`,
    key,
    name: role.name,
    description: role.description,
    permissions: permissionsOf(key).map((permission) => ({
      object: "permission",
      id: `perm_${permission.replaceAll(":", "_")}`,
      key: permission,
      name: permission,
      description: permission,
      type: "system",
      created_at: 0,
      updated_at: 0,
    })),
    created_at: 0,
    updated_at: 0,
  }));
}

/** A proof under way, or null when none was asked for. */
export function verificationJson(proof: PendingProof | null): FrontendVerification | null {
  if (proof === null) return null;
  return {
    object: "verification",
    status: proof.isVerified ? "verified" : "unverified",
    strategy: proof.strategy,
    attempts: proof.failures,
    expire_at: proof.startedAt + CODE_LIFETIME_MS,
    verified_at_client: null,
    error: null,
  };
}

function emailJson(user: UserRecord): FrontendEmail {
  return {
    id: user.emailId,
    object: "email_address",
    email_address: user.email,
    linked_to: [],
    matches_sso_connection: false,
    verification: {
      object: "verification",
      status: "verified",
      strategy: "email_code",
      attempts: 1,
      expire_at: user.createdAt + CODE_LIFETIME_MS,
      verified_at_client: null,
      error: null,
    },
  };
}
