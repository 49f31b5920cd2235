import { z } from "zod";
import type { ClerkSettings } from "./clerk-settings";

export type SignedInSession = {
  status: "signed-in";
  userId: string;
  organization: { id: string; slug: string | null; role: string } | null;
  isPlatformAdmin: boolean;
};

/** `pending`: the person still has a task at Clerk (choosing a firm, for example) and counts as signed out. */
export type Session = { status: "signed-out" } | { status: "pending" } | SignedInSession;

const USER_ID = /^user_[A-Za-z0-9_-]{1,60}$/;
const ORGANIZATION_ID = /^org_[A-Za-z0-9_-]{1,60}$/;

const claimsSchema = z.object({
  iss: z.string(),
  azp: z.string(),
  sub: z.string().regex(USER_ID),
  sts: z.string().optional(),
  platformRole: z.unknown().optional(),
  o: z
    .object({ id: z.string().regex(ORGANIZATION_ID), rol: z.string(), slg: z.string().nullish() })
    .nullish()
    .catch(null),
});

/**
 * The session that a verified token (Clerk's claims, version 2) stands for. The signature, the times and `azp` were
 * checked by Clerk's code; `iss`, `azp` and `sts` are checked here as well, because Clerk checks them only on some paths.
 */
export function sessionOf(claims: unknown, settings: Pick<ClerkSettings, "issuers" | "authorizedParties">): Session {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) return { status: "signed-out" };
  const { iss, azp, sub, sts, platformRole, o } = parsed.data;
  if (!settings.issuers.includes(iss) || !settings.authorizedParties.includes(azp)) return { status: "signed-out" };
  if (sts === "pending") return { status: "pending" };
  if (sts !== undefined && sts !== "active") return { status: "signed-out" };
  return {
    status: "signed-in",
    userId: sub,
    organization: o ? { id: o.id, slug: o.slg ?? null, role: `org:${o.rol}` } : null,
    isPlatformAdmin: platformRole === "admin",
  };
}
