import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { addMembership, removeMembership } from "@/simulators/clerk/identity/memberships";
import { CREATOR_ROLE } from "@/simulators/clerk/organization-roles";
import { backendOrganizationJson } from "@/simulators/clerk/serializers/backend-json";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { OrganizationRecord } from "@/simulators/clerk/state/identity-state";
import { newId } from "@/simulators/clerk/state/new-id";

/** Creates a firm. Its creator, when there is one, becomes its admin. Throws on an empty name or a taken slug. */
export function createOrganization(
  context: SimulatorContext,
  input: {
    name: string | null | undefined;
    slug?: string | null | undefined;
    createdBy: string | null;
    publicMetadata?: Record<string, unknown>;
    privateMetadata?: Record<string, unknown>;
  },
): OrganizationRecord {
  const name = checkedName(input.name);
  const now = context.now();
  const organization: OrganizationRecord = {
    id: newId("org"),
    name,
    slug: input.slug ? checkedSlug(context, input.slug, null) : freeSlug(context, name),
    createdBy: input.createdBy,
    publicMetadata: input.publicMetadata ?? {},
    privateMetadata: input.privateMetadata ?? {},
    createdAt: now,
    updatedAt: now,
  };
  context.state.organizations.set(organization.id, organization);
  context.emit({ type: "organization.created", data: backendOrganizationJson(context, organization) });
  if (input.createdBy !== null) {
    addMembership(context, { orgId: organization.id, userId: input.createdBy, role: CREATOR_ROLE });
  }
  return organization;
}

/** Changes a firm and reports it. Throws on an empty name or a taken slug. */
export function updateOrganization(
  context: SimulatorContext,
  organization: OrganizationRecord,
  changes: Partial<Pick<OrganizationRecord, "name" | "slug" | "publicMetadata" | "privateMetadata">>,
): void {
  if (changes.name !== undefined) organization.name = checkedName(changes.name);
  if (changes.slug !== undefined) organization.slug = checkedSlug(context, changes.slug, organization.id);
  if (changes.publicMetadata !== undefined) organization.publicMetadata = changes.publicMetadata;
  if (changes.privateMetadata !== undefined) organization.privateMetadata = changes.privateMetadata;
  organization.updatedAt = context.now();
  context.emit({ type: "organization.updated", data: backendOrganizationJson(context, organization) });
}

/** Deletes a firm with its memberships and invitations. */
export function deleteOrganization(context: SimulatorContext, organization: OrganizationRecord): void {
  const { state } = context;
  for (const membership of [...state.memberships.values()]) {
    if (membership.orgId === organization.id) removeMembership(context, membership);
  }
  for (const invitation of state.invitations.values()) {
    if (invitation.orgId === organization.id) state.invitations.delete(invitation.id);
  }
  state.organizations.delete(organization.id);
  context.emit({
    type: "organization.deleted",
    data: { id: organization.id, object: "organization", slug: organization.slug, deleted: true },
  });
}

/** The firm with this id or slug. Throws `resource_not_found`. */
export function getOrganization(context: SimulatorContext, idOrSlug: string): OrganizationRecord {
  const found =
    context.state.organizations.get(idOrSlug) ??
    [...context.state.organizations.values()].find((organization) => organization.slug === idOrSlug);
  if (found) return found;
  throw new ClerkApiError(404, "resource_not_found", "Organization not found");
}

function checkedName(name: string | null | undefined): string {
  const trimmed = (name ?? "").trim();
  if (trimmed === "") throw new ClerkApiError(422, "form_param_nil", "Enter name.", { param_name: "name" });
  if (trimmed.length <= 256) return trimmed;
  const message = "Name must not exceed 256 characters.";
  throw new ClerkApiError(422, "form_param_max_length_exceeded", message, { param_name: "name" });
}

function checkedSlug(context: SimulatorContext, slug: string, ownerId: string | null): string {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(slug)) {
    const message = "Slug can only contain lowercase alphanumeric characters and dashes.";
    throw new ClerkApiError(422, "form_param_format_invalid", message, { param_name: "slug" });
  }
  const holder = [...context.state.organizations.values()].find((organization) => organization.slug === slug);
  if (holder === undefined || holder.id === ownerId) return slug;
  const message = "That slug is taken. Please try another.";
  throw new ClerkApiError(422, "form_identifier_exists", message, { param_name: "slug" });
}

function freeSlug(context: SimulatorContext, name: string): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "organization";
  const taken = new Set([...context.state.organizations.values()].map((organization) => organization.slug));
  // Clerk also makes a generated slug unique with the time.
  return taken.has(base) ? `${base}-${context.now()}` : base;
}
