import "server-only";
import { headers } from "next/headers";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Permission, Principal, Role } from "@/lib/core/principal";
import { tenantIdOf } from "@/lib/core/tenant-id";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { ensureFirm } from "@/lib/domain/firms/ensure-firm";
import { findStanding, type Standing } from "@/lib/domain/memberships/find-standing";
import { listAdministrators } from "@/lib/domain/memberships/list-administrators";
import { requestIdOf } from "@/lib/http/request-id";
import { asRole, permissionsOf } from "./role-permissions";
import type { SignedInSession } from "./session-claims";

/** A signed-in person in the firm that their session names. */
export type StaffPrincipal = Principal & {
  actor: { type: "user"; userId: string };
  role: Role | null;
  organizationId: string;
};

/** What screens show of the firm that is worked in. */
export type SessionFirm = { name: string; timeZone: string; state: string | null; locale: "en" | "es" };

/** A session with a firm. */
export type FirmSession = SignedInSession & { organization: NonNullable<SignedInSession["organization"]> };

/** What is asked for. `name` stands in the audit log when it is refused. */
export type Wish = { permission: Permission; name: string };

export type FirmAccess<T> =
  | { kind: "granted"; data: T; principal: StaffPrincipal; firm: SessionFirm }
  | { kind: "denied"; grantedBy: string[] }
  | { kind: "unavailable"; reason: UnavailableReason };

export type UnavailableReason = "suspended" | "deleted" | "removed";

/**
 * Runs `work` in one transaction of the session's firm, after that transaction has read the firm's and the membership's
 * mirror: a removed person is refused at once, whatever the token still says (AUTH-05), and a refusal stands in the
 * firm's audit log. Rolls back when `work` throws.
 */
export async function inFirm<T>(
  session: FirmSession,
  wish: Wish,
  work: (tx: TenantTx, principal: StaffPrincipal, firm: SessionFirm) => Promise<T>,
): Promise<FirmAccess<T>> {
  const { organization, userId } = session;
  const actor = { type: "user" as const, userId };
  const tenantId = tenantIdOf(organization.id);
  const requestId = requestIdOf(await headers());
  return inTenant({ tenantId, actor, requestId }, async (tx) => {
    const { firm, membership } = await readStanding(tx, session);
    const reason = unavailableReason({ firm, membership });
    if (reason) {
      await recordRefusal(tx, wish, reason);
      return { kind: "unavailable", reason };
    }
    const { role, permissions } = effectiveRole(organization.role, membership?.role);
    if (!permissions.has(wish.permission)) {
      await recordRefusal(tx, wish, wish.permission);
      return { kind: "denied", grantedBy: await listAdministrators(tx) };
    }
    const principal = { tenantId, actor, permissions, requestId, role, organizationId: organization.id };
    const shown = { name: firm.name, timeZone: firm.timeZone, state: firm.state, locale: firm.locale };
    return { kind: "granted", data: await work(tx, principal, shown), principal, firm: shown };
  });
}

async function readStanding(tx: TenantTx, session: FirmSession): Promise<Standing> {
  const known = await findStanding(tx, session.userId);
  if (known) return known;
  await ensureFirm(tx, { organizationId: session.organization.id, slug: session.organization.slug });
  const made = await findStanding(tx, session.userId);
  if (!made) throw new Error("a firm that was just made is not there");
  return made;
}

function unavailableReason({ firm, membership }: Standing): UnavailableReason | null {
  if (firm.deletedAt) return "deleted";
  if (membership?.removedAt) return "removed";
  if (firm.suspendedAt) return "suspended";
  return null;
}

/**
 * The token's role and the mirrored one, when there is one: only what both allow. Of the two the one with fewer
 * permissions is shown. A downgrade therefore holds at once, an upgrade from the next token on.
 */
function effectiveRole(
  tokenRole: string,
  mirroredRole: string | undefined,
): { role: Role | null; permissions: ReadonlySet<Permission> } {
  const fromToken = asRole(tokenRole);
  const byToken = permissionsOf(fromToken);
  if (mirroredRole === undefined) return { role: fromToken, permissions: byToken };
  const fromMirror = asRole(mirroredRole);
  const byMirror = permissionsOf(fromMirror);
  return {
    role: byMirror.size < byToken.size ? fromMirror : fromToken,
    permissions: new Set([...byToken].filter((permission) => byMirror.has(permission))),
  };
}

async function recordRefusal(tx: TenantTx, wish: Wish, reason: string): Promise<void> {
  await auditEvent(tx, {
    action: "access.denied",
    subjectType: "operation",
    subjectId: wish.name,
    outcome: "denied",
    detail: { reason },
  });
}
