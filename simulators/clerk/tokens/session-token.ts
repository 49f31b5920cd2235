import { activeMembership, factorAgeMinutes, sessionStatus } from "@/simulators/clerk/identity/session-status";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { SessionRecord } from "@/simulators/clerk/state/identity-state";

// Clerk puts this category into the header of every session token.
const SESSION_TOKEN_CATEGORY = "cl_B7d4PD111AAA";

/**
 * Mints a version 2 session token. `azp` is left out when the caller has no origin, as Clerk does. `orgId` chooses
 * another of the person's firms than the active one; one that the person is not a member of gives a token without `o`.
 * `platformRole` stands for the instance's custom claim `{{user.public_metadata.platformRole}}`: null when absent.
 */
export function mintSessionToken(
  context: SimulatorContext,
  session: SessionRecord,
  options: { azp: string | null; orgId?: string; lifetimeSeconds?: number },
): string {
  const { settings, state, signingKey } = context;
  const viewed = options.orgId === undefined ? session : { ...session, orgId: options.orgId };
  const membership = activeMembership(context, viewed);
  const organization = membership === null ? undefined : state.organizations.get(membership.orgId);
  const issuedAt = Math.floor(context.now() / 1000);
  return signingKey.sign(
    {
      v: 2,
      iss: settings.issuer,
      ...(options.azp === null ? {} : { azp: options.azp }),
      sub: session.userId,
      sid: session.id,
      sts: sessionStatus(context, viewed),
      fva: factorAgeMinutes(context, session),
      iat: issuedAt,
      nbf: issuedAt - 10,
      exp: issuedAt + (options.lifetimeSeconds ?? settings.tokenLifetimeSeconds),
      platformRole: state.users.get(session.userId)?.publicMetadata["platformRole"] ?? null,
      ...(membership && organization
        ? { o: { id: organization.id, slg: organization.slug, rol: membership.role.replace(/^org:/, "") } }
        : {}),
    },
    { cat: SESSION_TOKEN_CATEGORY },
  );
}
