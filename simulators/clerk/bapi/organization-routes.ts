import { z } from "zod";
import {
  type BapiCall,
  type BapiRoute,
  listPage,
  mergeMetadata,
  metadataInput,
  readBody,
} from "@/simulators/clerk/bapi/bapi-call";
import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import {
  createOrganization,
  deleteOrganization,
  getOrganization,
  updateOrganization,
} from "@/simulators/clerk/identity/organizations";
import { backendOrganizationJson } from "@/simulators/clerk/serializers/backend-json";
import type { OrganizationRecord } from "@/simulators/clerk/state/identity-state";

const metadataBody = z.object({
  public_metadata: metadataInput.optional(),
  private_metadata: metadataInput.optional(),
});
const createBody = metadataBody.extend({
  name: z.string(),
  slug: z.string().nullable().optional(),
  created_by: z.string().nullable().optional(),
});
const updateBody = metadataBody.extend({ name: z.string().optional(), slug: z.string().optional() });

/** Organizations: list, create, change and delete. An id or a slug names one. */
export const ORGANIZATION_ROUTES: BapiRoute[] = [
  { method: "GET", path: "/organizations", handle: list },
  { method: "POST", path: "/organizations", handle: create },
  { method: "GET", path: "/organizations/:orgId", handle: (call) => shown(call, named(call)) },
  { method: "PATCH", path: "/organizations/:orgId", handle: update },
  { method: "DELETE", path: "/organizations/:orgId", handle: remove },
  { method: "PATCH", path: "/organizations/:orgId/metadata", handle: changeMetadata },
];

function list(call: BapiCall) {
  const { query, context } = call;
  const ids = query.getAll("organization_id");
  const userIds = query.getAll("user_id");
  const wanted = (query.get("query") ?? "").toLowerCase();
  const memberships = [...context.state.memberships.values()];
  const found = [...context.state.organizations.values()].filter((organization) => {
    const hasMember = memberships.some((one) => one.orgId === organization.id && userIds.includes(one.userId));
    return (
      (ids.length === 0 || ids.includes(organization.id)) &&
      (userIds.length === 0 || hasMember) &&
      `${organization.id} ${organization.name} ${organization.slug}`.toLowerCase().includes(wanted)
    );
  });
  return listPage(call, found, (organization) => shown(call, organization));
}

function create(call: BapiCall) {
  const body = readBody(call, createBody);
  const createdBy = body.created_by ?? null;
  if (createdBy !== null && !call.context.state.users.has(createdBy)) {
    throw new ClerkApiError(404, "resource_not_found", "User not found", { param_name: "created_by" });
  }
  const organization = createOrganization(call.context, {
    name: body.name,
    slug: body.slug,
    createdBy,
    publicMetadata: body.public_metadata ?? {},
    privateMetadata: body.private_metadata ?? {},
  });
  return shown(call, organization);
}

function update(call: BapiCall) {
  const organization = named(call);
  const body = readBody(call, updateBody);
  updateOrganization(call.context, organization, {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.slug === undefined ? {} : { slug: body.slug }),
    ...(body.public_metadata === undefined ? {} : { publicMetadata: body.public_metadata }),
    ...(body.private_metadata === undefined ? {} : { privateMetadata: body.private_metadata }),
  });
  return shown(call, organization);
}

function remove(call: BapiCall) {
  const organization = named(call);
  deleteOrganization(call.context, organization);
  return { id: organization.id, object: "organization", slug: organization.slug, deleted: true };
}

function changeMetadata(call: BapiCall) {
  const organization = named(call);
  const body = readBody(call, metadataBody);
  updateOrganization(call.context, organization, {
    publicMetadata: mergeMetadata(organization.publicMetadata, body.public_metadata),
    privateMetadata: mergeMetadata(organization.privateMetadata, body.private_metadata),
  });
  return shown(call, organization);
}

function named(call: BapiCall): OrganizationRecord {
  return getOrganization(call.context, call.param("orgId"));
}

function shown(call: BapiCall, organization: OrganizationRecord) {
  return backendOrganizationJson(call.context, organization);
}
