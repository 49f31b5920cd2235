import { liveSessions } from "@/simulators/clerk/identity/session-status";
import { sessionEventJson } from "@/simulators/clerk/serializers/backend-json";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { ClientRecord, SessionRecord } from "@/simulators/clerk/state/identity-state";
import { newId } from "@/simulators/clerk/state/new-id";

const SESSION_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/** Signs a person in on a client. Without `orgId` the firm used last is chosen, else the one joined last. */
export function startSession(
  context: SimulatorContext,
  input: { client: ClientRecord; userId: string; orgId?: string },
): SessionRecord {
  const { client, userId } = input;
  const now = context.now();
  const session: SessionRecord = {
    id: newId("sess"),
    clientId: client.id,
    userId,
    status: "active",
    orgId: input.orgId ?? startingOrgId(context, userId),
    firstFactorVerifiedAt: now,
    createdAt: now,
    updatedAt: now,
    lastActiveAt: now,
    expireAt: now + SESSION_LIFETIME_MS,
  };
  context.state.sessions.set(session.id, session);
  client.lastActiveSessionId = session.id;
  client.updatedAt = now;
  const user = context.state.users.get(userId);
  if (user) user.lastSignInAt = now;
  context.emit({ type: "session.created", data: sessionEventJson(context, session) });
  return session;
}

/** Ends a live session; anything else is left as it is. `revoked` is done by an administrator, the rest by the person. */
export function endSession(
  context: SimulatorContext,
  session: SessionRecord,
  status: "ended" | "removed" | "revoked",
): void {
  if (session.status !== "active") return;
  const now = context.now();
  session.status = status;
  session.updatedAt = now;
  context.state.reverifications.delete(session.id);
  const client = context.state.clients.get(session.clientId);
  if (client) {
    client.updatedAt = now;
    if (client.lastActiveSessionId === session.id) {
      client.lastActiveSessionId = liveSessions(context, client)[0]?.id ?? null;
    }
  }
  context.emit({ type: `session.${status}`, data: sessionEventJson(context, session) });
}

/** Makes a firm the active one, for this session and the person's next sign-in. The caller has checked the membership. */
export function activateOrganization(context: SimulatorContext, session: SessionRecord, orgId: string | null): void {
  session.orgId = orgId;
  const user = context.state.users.get(session.userId);
  if (user) user.lastOrgId = orgId;
}

function startingOrgId(context: SimulatorContext, userId: string): string | null {
  const joined = [...context.state.memberships.values()].filter((membership) => membership.userId === userId);
  const last = context.state.users.get(userId)?.lastOrgId ?? null;
  if (joined.some((membership) => membership.orgId === last)) return last;
  return joined.at(-1)?.orgId ?? null;
}
