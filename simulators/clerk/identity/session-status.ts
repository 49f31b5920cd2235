import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { ClientRecord, MembershipRecord, SessionRecord } from "@/simulators/clerk/state/identity-state";

type SessionStatus = SessionRecord["status"] | "pending" | "expired";

/** The membership that the session acts under, or null. A membership that has ended counts at once. */
export function activeMembership(context: SimulatorContext, session: SessionRecord): MembershipRecord | null {
  if (session.orgId === null) return null;
  return findMembership(context, session.orgId, session.userId);
}

/** The membership of a person in a firm, or null. */
export function findMembership(context: SimulatorContext, orgId: string, userId: string): MembershipRecord | null {
  for (const membership of context.state.memberships.values()) {
    if (membership.orgId === orgId && membership.userId === userId) return membership;
  }
  return null;
}

/** Tasks that the person has to finish before the session becomes active; null when there are none. */
export function sessionTasks(
  context: SimulatorContext,
  session: SessionRecord,
): { key: "choose-organization" }[] | null {
  if (!context.settings.forceOrganization || activeMembership(context, session) !== null) return null;
  return [{ key: "choose-organization" }];
}

/** The status on the wire: a session with an open task is `pending`, one past its end `expired`. */
export function sessionStatus(context: SimulatorContext, session: SessionRecord): SessionStatus {
  if (session.status !== "active") return session.status;
  if (session.expireAt <= context.now()) return "expired";
  return sessionTasks(context, session) === null ? "active" : "pending";
}

/** Whether the session may still be used, a pending one included. */
export function isLive(context: SimulatorContext, session: SessionRecord): boolean {
  const status = sessionStatus(context, session);
  return status === "active" || status === "pending";
}

/** The sessions of a client that may still be used. */
export function liveSessions(context: SimulatorContext, client: ClientRecord): SessionRecord[] {
  return [...context.state.sessions.values()].filter(
    (session) => session.clientId === client.id && isLive(context, session),
  );
}

/** Whole minutes since the first factor was proven, and -1 for a second factor that nobody has (claim `fva`). */
export function factorAgeMinutes(context: SimulatorContext, session: SessionRecord): [number, number] {
  return [Math.floor((context.now() - session.firstFactorVerifiedAt) / 60_000), -1];
}
