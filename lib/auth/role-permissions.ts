import { PERMISSIONS, type Permission, ROLES, type Role } from "@/lib/core/principal";

const READS = [
  "home:read",
  "leads:read",
  "contacts:read",
  "cases:read",
  "calls:read",
  "conversations:read",
  "broadcasts:read",
  "lines:read",
  "compliance:read",
  "credits:read",
  "integrations:read",
  "firm:read",
  "team:read",
] as const satisfies readonly Permission[];

const ADMIN_ONLY = new Set<Permission>([
  "integrations:manage",
  "firm:manage",
  "lines:manage",
  "compliance:manage",
  "credits:manage",
]);

/** What each role of a firm may do: the one table that every door asks (AUTH-04). */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  "org:admin": PERMISSIONS,
  "org:attorney": PERMISSIONS.filter((permission) => !ADMIN_ONLY.has(permission)),
  "org:paralegal": [
    ...READS,
    "leads:write",
    "contacts:write",
    "cases:write",
    "calls:place",
    "conversations:write",
    "messages:send",
    "templates:manage",
    "broadcasts:manage",
    "proposals:decide",
    "consents:write",
    "optouts:write",
  ],
  "org:intake": [
    "home:read",
    "leads:read",
    "leads:write",
    "contacts:read",
    "contacts:write",
    "cases:read",
    "calls:read",
    "calls:place",
    "conversations:read",
    "conversations:write",
    "messages:send",
    "lines:read",
    "consents:write",
    "optouts:write",
  ],
  "org:viewer": READS,
};

/** The role that a token or mirror row names, or null when we do not know it. */
export function asRole(value: string): Role | null {
  return ROLES.find((role) => role === value) ?? null;
}

/** Permissions of a role; a role that is not in the table has none. */
export function permissionsOf(role: Role | null): ReadonlySet<Permission> {
  return new Set(role === null ? [] : ROLE_PERMISSIONS[role]);
}
