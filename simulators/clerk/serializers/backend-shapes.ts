import type {
  OrganizationInvitationJSON,
  OrganizationJSON,
  OrganizationMembershipJSON,
  SessionJSON,
  UserJSON,
} from "@clerk/nextjs/server";

type Replace<Shape, Changes> = Omit<Shape, keyof Changes> & Changes;
type Metadata = Record<string, unknown>;
type WithMetadata<Shape> = Replace<Shape, { public_metadata: Metadata; private_metadata: Metadata }>;

type UserEmail = UserJSON["email_addresses"][number];
type UserVerification = Replace<NonNullable<UserEmail["verification"]>, { object: string }>;
type BackendEmail = Replace<UserEmail, { verification: UserVerification }>;

/** Shapes of the Backend API and of the webhooks: Clerk's own, with null and plain metadata where it really sends them. */
export type BackendUser = Replace<WithMetadata<UserJSON>, { email_addresses: BackendEmail[] }>;
export type BackendOrganization = WithMetadata<OrganizationJSON>;
export type BackendMembership = Replace<
  WithMetadata<OrganizationMembershipJSON>,
  { organization: BackendOrganization; role: string; role_name: string }
>;
export type BackendInvitation = Replace<WithMetadata<OrganizationInvitationJSON>, { role: string }>;
export type BackendSession = Replace<SessionJSON, { last_active_organization_id: string | null }>;
