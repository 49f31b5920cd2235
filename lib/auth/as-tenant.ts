import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { Permission } from "@/lib/core/principal";
import { inFirm, type StaffPrincipal } from "./firm-access";
import { type PageAccess, pageAccessOf } from "./page-access";
import { requireFirmSession } from "./require-firm-session";

/**
 * Reads a page's data as the signed-in person's firm: who asks, whether they may and the read are one transaction.
 * Redirects whoever is not signed in or has no firm. Never nest it: pass `tx` on.
 */
export async function asTenant<T>(
  permission: Permission,
  read: (tx: TenantTx, principal: StaffPrincipal) => Promise<T>,
): Promise<PageAccess<T>> {
  const session = await requireFirmSession();
  return pageAccessOf(await inFirm(session, { permission, name: `page ${permission}` }, read));
}
