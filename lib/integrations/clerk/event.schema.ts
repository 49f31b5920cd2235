import { z } from "zod";

// What we read of Clerk's webhook events (OrganizationJSON, OrganizationMembershipJSON, UserJSON and DeletedObjectJSON of
// @clerk/backend). Clerk adds fields without notice, so unknown ones are dropped.

const organizationId = z.string().regex(/^org_[A-Za-z0-9_-]{1,60}$/);
const userId = z.string().regex(/^user_[A-Za-z0-9_-]{1,60}$/);
const name = z.string().max(256).nullish();
/** Milliseconds since 1970. */
const instant = z.number().int().min(0).max(8_640_000_000_000_000);

const organization = z.object({
  id: organizationId,
  name: z.string().min(1).max(256),
  slug: z.string().max(256).nullish(),
  updated_at: instant.optional(),
});

const membership = z.object({
  role: z.string().max(100),
  organization,
  public_user_data: z.object({ user_id: userId, first_name: name, last_name: name, identifier: name }),
  updated_at: instant.optional(),
});

const user = z.object({
  id: userId,
  first_name: name,
  last_name: name,
  primary_email_address_id: z.string().nullish(),
  email_addresses: z.array(z.object({ id: z.string(), email_address: z.string().max(320) })).default([]),
  updated_at: instant.optional(),
});

const envelope = { timestamp: instant.optional() };

/** The events that change what we keep. */
export const clerkEvent = z.discriminatedUnion("type", [
  z.object({ ...envelope, type: z.enum(["organization.created", "organization.updated"]), data: organization }),
  z.object({ ...envelope, type: z.enum(["organization.deleted"]), data: z.object({ id: organizationId }) }),
  z.object({
    ...envelope,
    type: z.enum([
      "organizationMembership.created",
      "organizationMembership.updated",
      "organizationMembership.deleted",
    ]),
    data: membership,
  }),
  z.object({ ...envelope, type: z.enum(["user.created", "user.updated"]), data: user }),
  z.object({ ...envelope, type: z.enum(["user.deleted"]), data: z.object({ id: userId }) }),
]);

/** Names of the events of `clerkEvent`: one of these that cannot be read is a fault, any other is none of our business. */
export const HANDLED_TYPES: readonly string[] = clerkEvent.options.flatMap((option) => option.shape.type.options);

/** What every event has. */
export const clerkEnvelope = z.object({ type: z.string().min(1).max(100), object: z.literal("event").optional() });

export type ClerkEvent = z.output<typeof clerkEvent>;
export type ClerkOrganization = z.output<typeof organization>;
export type ClerkMembership = z.output<typeof membership>;
export type ClerkUser = z.output<typeof user>;
