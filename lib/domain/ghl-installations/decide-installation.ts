import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { inPlatform, inTenant, rowsOf } from "@/db/tenant";
import { asTenantId } from "@/lib/core/tenant-id";
import { auditEvent, type NamedAuditEvent } from "@/lib/domain/audit/audit-event";
import type { decideInstallationInput } from "./installations.schema";
import { listInstallationRequests } from "./list-installation-requests";

/** An administrator of the platform, as the firm's audit log names them. Whoever calls has made sure that one asks. */
export type DecidingAdmin = { userId: string; requestId: string };

/**
 * Gives a firm the HighLevel location that it asked for, or refuses it. The firm's audit log is written first, so that no
 * decision can stand without its entry; when the request was withdrawn meanwhile, a second entry says that it failed.
 * @returns false when this firm's request does not wait any more
 */
export async function decideInstallation(
  admin: DecidingAdmin,
  { locationId, tenantId, decision }: z.output<typeof decideInstallationInput>,
): Promise<boolean> {
  const waiting = await inPlatform(listInstallationRequests);
  if (!waiting.some((request) => request.locationId === locationId && request.tenantId === tenantId)) return false;
  const record = (outcome: NamedAuditEvent["outcome"]) =>
    inTenant(
      { tenantId: asTenantId(tenantId), actor: { type: "user", userId: admin.userId }, requestId: admin.requestId },
      (tx) =>
        auditEvent(tx, {
          action: `ghl_installation.${decision}`,
          subjectType: "ghl_installations",
          subjectId: locationId,
          outcome,
          detail: { by: "platform" },
        }),
    );
  await record("done");
  const isGranted = decision === "approve";
  const [row] = await inPlatform((tx) =>
    rowsOf<{ is_decided: boolean }>(
      tx,
      sql`select docketline.decide_ghl_request(${locationId}, ${tenantId}::uuid, ${isGranted}, ${admin.userId}) as is_decided`,
    ),
  );
  if (row?.is_decided === true) return true;
  await record("failed");
  return false;
}
