import { type IdentityState, toIdentityState, type UserRecord } from "@/simulators/clerk/state/identity-state";
import { newId } from "@/simulators/clerk/state/new-id";
import { hashPassword } from "@/simulators/clerk/state/password-hash";

type SeedPerson = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  password: string;
  publicMetadata?: Record<string, unknown>;
};

/** Firms with their people, and people without a firm. A person of several firms is repeated with the same id. */
export type IdentitySeed = {
  firms: { orgId: string; name: string; slug: string; users: (SeedPerson & { role: string })[] }[];
  people: SeedPerson[];
};

/** The state of a new installation. No event is sent for it: the product's own seed holds the same firms. */
export function seedState(seed: IdentitySeed, now: number): IdentityState {
  const users = new Map<string, UserRecord>();
  const hashes = new Map<string, string>();
  for (const person of [...seed.firms.flatMap((firm) => firm.users), ...seed.people]) {
    if (users.has(person.id)) continue;
    // The demo people share one published password, so they may share one salt: hashing it for each costs start-up time.
    const passwordHash = hashes.get(person.password) ?? hashPassword(person.password);
    hashes.set(person.password, passwordHash);
    users.set(person.id, toUserRecord(person, passwordHash, now));
  }
  return toIdentityState({
    version: 1,
    users: [...users.values()],
    organizations: seed.firms.map((firm) => ({
      id: firm.orgId,
      name: firm.name,
      slug: firm.slug,
      createdBy: firm.users[0]?.id ?? null,
      publicMetadata: {},
      privateMetadata: {},
      createdAt: now,
      updatedAt: now,
    })),
    memberships: seed.firms.flatMap((firm) =>
      firm.users.map((user) => ({
        id: newId("orgmem"),
        orgId: firm.orgId,
        userId: user.id,
        role: user.role,
        publicMetadata: {},
        privateMetadata: {},
        createdAt: now,
        updatedAt: now,
      })),
    ),
    invitations: [],
    clients: [],
    sessions: [],
    signInTokens: [],
    deliveries: [],
  });
}

function toUserRecord(person: SeedPerson, passwordHash: string, now: number): UserRecord {
  return {
    id: person.id,
    email: person.email,
    emailId: newId("idn"),
    firstName: person.firstName,
    lastName: person.lastName,
    passwordHash,
    publicMetadata: { ...person.publicMetadata },
    privateMetadata: {},
    unsafeMetadata: {},
    isBanned: false,
    lastOrgId: null,
    lastSignInAt: null,
    createdAt: now,
    updatedAt: now,
  };
}
