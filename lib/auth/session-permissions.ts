import "server-only";
import type { Permission } from "@/lib/core/principal";
import { asRole, permissionsOf } from "./role-permissions";
import { currentSession } from "./session";

/**
 * What the session's token allows, for leaving things out of menus. It decides nothing: every page and action asks
 * again with the firm's own records. Empty for whoever is not signed in to a firm.
 */
export async function sessionPermissions(): Promise<ReadonlySet<Permission>> {
  const session = await currentSession();
  if (session.status !== "signed-in" || session.organization === null) return new Set();
  return permissionsOf(asRole(session.organization.role));
}
