import { z } from "zod";

const metadata = z.record(z.string(), z.unknown());
const instant = z.number();

const userRecord = z.object({
  id: z.string(),
  email: z.string(),
  emailId: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  passwordHash: z.string().nullable(),
  publicMetadata: metadata,
  privateMetadata: metadata,
  unsafeMetadata: metadata,
  isBanned: z.boolean(),
  lastOrgId: z.string().nullable(),
  lastSignInAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
});

const organizationRecord = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  createdBy: z.string().nullable(),
  publicMetadata: metadata,
  privateMetadata: metadata,
  createdAt: instant,
  updatedAt: instant,
});

const membershipRecord = z.object({
  id: z.string(),
  orgId: z.string(),
  userId: z.string(),
  role: z.string(),
  publicMetadata: metadata,
  privateMetadata: metadata,
  createdAt: instant,
  updatedAt: instant,
});

const invitationRecord = z.object({
  id: z.string(),
  orgId: z.string(),
  email: z.string(),
  role: z.string(),
  status: z.enum(["pending", "accepted", "revoked"]),
  ticket: z.string(),
  redirectUrl: z.string().nullable(),
  publicMetadata: metadata,
  privateMetadata: metadata,
  createdAt: instant,
  updatedAt: instant,
  expiresAt: instant,
});

const clientRecord = z.object({
  id: z.string(),
  tokenHash: z.string(),
  lastActiveSessionId: z.string().nullable(),
  signInId: z.string().nullable(),
  signUpId: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
});

const sessionRecord = z.object({
  id: z.string(),
  clientId: z.string(),
  userId: z.string(),
  status: z.enum(["active", "ended", "removed", "revoked"]),
  orgId: z.string().nullable(),
  firstFactorVerifiedAt: instant,
  createdAt: instant,
  updatedAt: instant,
  lastActiveAt: instant,
  expireAt: instant,
});

const signInTokenRecord = z.object({
  id: z.string(),
  userId: z.string(),
  ticket: z.string(),
  status: z.enum(["pending", "accepted", "revoked"]),
  createdAt: instant,
  updatedAt: instant,
  expiresAt: instant,
});

const deliveryRecord = z.object({
  id: z.string(),
  type: z.string(),
  body: z.string(),
  attempts: z.number().int(),
  nextAttemptAt: instant,
});

/** What the state file holds. Every record has an `id`; instants are Unix milliseconds. */
export const savedState = z.object({
  version: z.literal(1),
  users: z.array(userRecord),
  organizations: z.array(organizationRecord),
  memberships: z.array(membershipRecord),
  invitations: z.array(invitationRecord),
  clients: z.array(clientRecord),
  sessions: z.array(sessionRecord),
  signInTokens: z.array(signInTokenRecord),
  deliveries: z.array(deliveryRecord),
});

export type SavedState = z.output<typeof savedState>;
export type UserRecord = z.output<typeof userRecord>;
export type OrganizationRecord = z.output<typeof organizationRecord>;
export type MembershipRecord = z.output<typeof membershipRecord>;
export type InvitationRecord = z.output<typeof invitationRecord>;
export type ClientRecord = z.output<typeof clientRecord>;
export type SessionRecord = z.output<typeof sessionRecord>;
export type SignInTokenRecord = z.output<typeof signInTokenRecord>;
export type DeliveryRecord = z.output<typeof deliveryRecord>;

/** A code or password check under way: who proves what, and how often it went wrong. */
export type PendingProof = { strategy: string; isVerified: boolean; failures: number; startedAt: number };

/** A sign-in attempt. Kept in memory only: a restart asks the person to begin again. */
export type SignInAttempt = {
  id: string;
  status: "needs_identifier" | "needs_first_factor" | "needs_new_password" | "complete";
  identifier: string | null;
  userId: string | null;
  sessionId: string | null;
  proof: PendingProof | null;
  createdAt: number;
};

/** A sign-up attempt. Kept in memory only, with the password already hashed. */
export type SignUpAttempt = {
  id: string;
  status: "missing_requirements" | "complete";
  email: string | null;
  isEmailVerified: boolean;
  passwordHash: string | null;
  firstName: string | null;
  lastName: string | null;
  unsafeMetadata: Record<string, unknown>;
  invitationId: string | null;
  userId: string | null;
  sessionId: string | null;
  proof: PendingProof | null;
  createdAt: number;
};

/** Everything that the simulator knows, by id. `signIns`, `signUps` and `reverifications` do not survive a restart. */
export type IdentityState = {
  users: Map<string, UserRecord>;
  organizations: Map<string, OrganizationRecord>;
  memberships: Map<string, MembershipRecord>;
  invitations: Map<string, InvitationRecord>;
  clients: Map<string, ClientRecord>;
  sessions: Map<string, SessionRecord>;
  signInTokens: Map<string, SignInTokenRecord>;
  deliveries: Map<string, DeliveryRecord>;
  signIns: Map<string, SignInAttempt>;
  signUps: Map<string, SignUpAttempt>;
  reverifications: Map<string, PendingProof>;
};

/** Builds the working state from a saved one. */
export function toIdentityState(saved: SavedState): IdentityState {
  return {
    users: byId(saved.users),
    organizations: byId(saved.organizations),
    memberships: byId(saved.memberships),
    invitations: byId(saved.invitations),
    clients: byId(saved.clients),
    sessions: byId(saved.sessions),
    signInTokens: byId(saved.signInTokens),
    deliveries: byId(saved.deliveries),
    signIns: new Map(),
    signUps: new Map(),
    reverifications: new Map(),
  };
}

/** The part of the state that outlives the process. */
export function toSavedState(state: IdentityState): SavedState {
  return {
    version: 1,
    users: [...state.users.values()],
    organizations: [...state.organizations.values()],
    memberships: [...state.memberships.values()],
    invitations: [...state.invitations.values()],
    clients: [...state.clients.values()],
    sessions: [...state.sessions.values()],
    signInTokens: [...state.signInTokens.values()],
    deliveries: [...state.deliveries.values()],
  };
}

function byId<Item extends { id: string }>(items: Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
