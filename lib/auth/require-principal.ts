import "server-only";
import { cache } from "react";
import type { Permission } from "@/lib/core/principal";
import { inFirm } from "./firm-access";
import { type PageAccess, pageAccessOf } from "./page-access";
import { requireFirmSession } from "./require-firm-session";

/**
 * Whether the signed-in person may see a page that reads nothing of its own; asked once per request and permission.
 * Redirects whoever is not signed in or has no firm.
 */
export const requirePrincipal = cache(async (permission: Permission): Promise<PageAccess<undefined>> => {
  const session = await requireFirmSession();
  return pageAccessOf(await inFirm(session, { permission, name: `page ${permission}` }, async () => undefined));
});
