const MEMBER_PERMISSIONS = ["org:sys_memberships:read"];

type OrganizationRole = { name: string; description: string; permissions: readonly string[] };

/**
 * The roles of the instance with Clerk's system permissions. The product's own permissions are not here: it derives
 * them from the role. Create the same five keys in the dashboard of a real instance.
 */
export const ORGANIZATION_ROLES: ReadonlyMap<string, OrganizationRole> = new Map([
  [
    "org:admin",
    {
      name: "Admin",
      description: "Runs the firm: people, roles, connections and settings",
      permissions: [
        "org:sys_profile:manage",
        "org:sys_profile:delete",
        "org:sys_memberships:read",
        "org:sys_memberships:manage",
        "org:sys_domains:read",
        "org:sys_domains:manage",
      ],
    },
  ],
  [
    "org:attorney",
    { name: "Attorney", description: "Works on every case of the firm", permissions: MEMBER_PERMISSIONS },
  ],
  [
    "org:paralegal",
    { name: "Paralegal", description: "Completes cases and calls clients", permissions: MEMBER_PERMISSIONS },
  ],
  ["org:intake", { name: "Intake", description: "Takes in new people and leads", permissions: MEMBER_PERMISSIONS }],
  ["org:viewer", { name: "Viewer", description: "Reads and changes nothing", permissions: MEMBER_PERMISSIONS }],
]);

/** The role that Clerk gives to whoever creates an organization. */
export const CREATOR_ROLE = "org:admin";

/** System permissions of a role. An unknown role has none. */
export function permissionsOf(role: string): string[] {
  return [...(ORGANIZATION_ROLES.get(role)?.permissions ?? [])];
}

/** The name that Clerk's components show. */
export function roleName(role: string): string {
  return ORGANIZATION_ROLES.get(role)?.name ?? role;
}
