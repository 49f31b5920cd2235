import "server-only";
import { inTenant, type TenantTx, withoutTenant } from "@/db/tenant";
import type { TenantId } from "@/lib/core/principal";
import { tenantIdOf } from "@/lib/core/tenant-id";
import { closeFirm } from "@/lib/domain/firms/close-firm";
import { mirrorFirm } from "@/lib/domain/firms/mirror-firm";
import { findUserFirms } from "@/lib/domain/memberships/find-user-firms";
import { mirrorMembership } from "@/lib/domain/memberships/mirror-membership";
import { mirrorPerson, type PersonName } from "@/lib/domain/memberships/mirror-person";
import { removePerson } from "@/lib/domain/memberships/remove-person";
import { recordPlatformEvent } from "@/lib/domain/platform/record-platform-event";
import type { ClerkEvent, ClerkMembership, ClerkOrganization, ClerkUser } from "./event.schema";

type Delivery = { eventId: string; receivedAt: Date; requestId: string };
type Effect = (tx: TenantTx) => Promise<void>;

/**
 * Takes an event of Clerk over into the firms that it concerns, each in one transaction with the note that it was seen:
 * repeated events change nothing, and one that failed half-way goes on where it stopped when Clerk sends it again.
 * Order does not matter: what is kept is compared by the event's own time.
 */
export async function applyClerkEvent(event: ClerkEvent, delivery: Delivery): Promise<"accepted" | "duplicate"> {
  const at = changedAt(event, delivery.receivedAt);
  switch (event.type) {
    case "organization.created":
    case "organization.updated":
      return inOrganization(event.data.id, event.type, delivery, (tx) => mirrorFirm(tx, firmOf(event.data, at)));
    case "organization.deleted":
      return inOrganization(event.data.id, event.type, delivery, (tx) => closeFirm(tx, event.data.id, at));
    case "organizationMembership.created":
    case "organizationMembership.updated":
    case "organizationMembership.deleted": {
      const removedAt = event.type === "organizationMembership.deleted" ? at : null;
      return inOrganization(event.data.organization.id, event.type, delivery, async (tx) => {
        await mirrorFirm(tx, firmOf(event.data.organization, organizationChangedAt(event.data, at)));
        await mirrorMembership(tx, { ...memberOf(event.data), removedAt, changedAt: at });
      });
    }
    case "user.created":
    case "user.updated":
      return inFirmsOf(event.data.id, event.type, delivery, (tx) =>
        mirrorPerson(tx, event.data.id, nameOf(event.data), at),
      );
    case "user.deleted":
      return inFirmsOf(event.data.id, event.type, delivery, (tx) => removePerson(tx, event.data.id, at));
  }
}

/** When the change happened: the event's time, because a deletion's data still carry the time of the last change. */
function changedAt(event: ClerkEvent, receivedAt: Date): Date {
  const updatedAt = "updated_at" in event.data ? event.data.updated_at : undefined;
  return new Date(event.timestamp ?? updatedAt ?? receivedAt.getTime());
}

/** The organization inside a membership's event is as old as its own last change, not as the membership's. */
function organizationChangedAt(membership: ClerkMembership, at: Date): Date {
  return new Date(Math.min(membership.organization.updated_at ?? at.getTime(), at.getTime()));
}

function firmOf(organization: ClerkOrganization, at: Date) {
  const { id, name, slug } = organization;
  return { organizationId: id, name, slug: slug ?? id, changedAt: at };
}

function memberOf(membership: ClerkMembership) {
  const { user_id, first_name, last_name, identifier } = membership.public_user_data;
  return {
    userId: user_id,
    role: membership.role,
    firstName: first_name ?? null,
    lastName: last_name ?? null,
    // The identifier is whatever the person signs in with.
    email: identifier?.includes("@") ? identifier : null,
  };
}

function nameOf(user: ClerkUser): PersonName {
  const primary = user.email_addresses.find((address) => address.id === user.primary_email_address_id);
  return {
    firstName: user.first_name ?? null,
    lastName: user.last_name ?? null,
    email: primary?.email_address ?? null,
  };
}

async function inOrganization(
  organizationId: string,
  type: string,
  delivery: Delivery,
  effect: Effect,
): Promise<"accepted" | "duplicate"> {
  return once(tenantIdOf(organizationId), type, { ...delivery, noteId: delivery.eventId }, effect);
}

/** One transaction for each firm of the person, noted apart: one firm's failure never undoes or repeats another's. */
async function inFirmsOf(
  userId: string,
  type: string,
  delivery: Delivery,
  effect: Effect,
): Promise<"accepted" | "duplicate"> {
  const tenants = await findUserFirms(userId);
  for (const tenantId of tenants) {
    await once(tenantId, type, { ...delivery, noteId: `${delivery.eventId}:${tenantId}` }, effect);
  }
  const isNew = await withoutTenant((tx) => recordPlatformEvent(tx, delivery.eventId, type));
  return isNew ? "accepted" : "duplicate";
}

async function once(
  tenantId: TenantId,
  type: string,
  delivery: Delivery & { noteId: string },
  effect: Effect,
): Promise<"accepted" | "duplicate"> {
  const actor = { type: "webhook" as const, provider: "clerk", endpointId: null };
  return inTenant({ tenantId, actor, requestId: delivery.requestId }, async (tx) => {
    if (!(await recordPlatformEvent(tx, delivery.noteId, type))) return "duplicate";
    await effect(tx);
    return "accepted";
  });
}
