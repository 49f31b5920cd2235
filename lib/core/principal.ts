declare const tenantBrand: unique symbol;

/** A firm's tenant id: a UUID derived from its Clerk organization (see tenant-id.ts), never from input. */
export type TenantId = string & { readonly [tenantBrand]: true };

export const ROLES = ["org:admin", "org:attorney", "org:paralegal", "org:intake", "org:viewer"] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  "home:read",
  "leads:read",
  "leads:write",
  "contacts:read",
  "contacts:write",
  "cases:read",
  "cases:write",
  "cases:restrict",
  "calls:read",
  "calls:place",
  "conversations:read",
  "conversations:write",
  "messages:send",
  "templates:manage",
  "broadcasts:read",
  "broadcasts:manage",
  "lines:read",
  "lines:manage",
  "compliance:read",
  "compliance:manage",
  "credits:read",
  "credits:manage",
  "proposals:decide",
  "consents:write",
  "optouts:write",
  "integrations:read",
  "integrations:manage",
  "audit:read",
  "firm:read",
  "firm:manage",
  "team:read",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who acts, as it stands in the audit log. Ids only: names are looked up when shown. */
export type Actor =
  | { type: "user"; userId: string }
  | { type: "webhook"; provider: string; endpointId: string | null }
  | { type: "assistant"; callId: string }
  | { type: "job"; name: string; jobId: string | null }
  | { type: "system"; name: string };

/** Everybody and everything that may open a tenant transaction. */
export type Principal = {
  tenantId: TenantId;
  actor: Actor;
  permissions: ReadonlySet<Permission>;
  requestId: string;
};
