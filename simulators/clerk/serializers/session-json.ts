import type {
  ClientJSON,
  SessionJSON,
  SessionVerificationJSON,
  SessionWithActivitiesJSON,
  SignInFirstFactorJSON,
} from "@clerk/shared/types";
import {
  activeMembership,
  factorAgeMinutes,
  liveSessions,
  sessionStatus,
  sessionTasks,
} from "@/simulators/clerk/identity/session-status";
import {
  type FrontendSignIn,
  type FrontendSignUp,
  signInJson,
  signUpJson,
} from "@/simulators/clerk/serializers/attempt-json";
import {
  type FrontendUser,
  type FrontendVerification,
  publicUserJson,
  type Replace,
  userJson,
  verificationJson,
} from "@/simulators/clerk/serializers/frontend-json";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { ClientRecord, PendingProof, SessionRecord, UserRecord } from "@/simulators/clerk/state/identity-state";
import { mintSessionToken } from "@/simulators/clerk/tokens/session-token";

const CLIENT_COOKIE_LIFETIME_MS = 365 * 24 * 60 * 60 * 1000;

type FrontendSession = Replace<Omit<SessionJSON, "last_active_token">, { user: FrontendUser }> & {
  last_active_token: { object: "token"; jwt: string } | null;
};
type FrontendClient = Replace<
  ClientJSON,
  { sessions: FrontendSession[]; sign_in: FrontendSignIn | null; sign_up: FrontendSignUp | null }
>;
type FrontendReverification = Replace<
  Omit<SessionVerificationJSON, "id">,
  {
    session: FrontendSession;
    first_factor_verification: FrontendVerification | null;
    second_factor_verification: null;
  }
>;
type FrontendDevice = Omit<Replace<SessionWithActivitiesJSON, { user: null }>, "last_active_token">;

/** A session as clerk-js reads it. A live one carries a fresh token whose `azp` is `origin`. */
export function sessionJson(context: SimulatorContext, session: SessionRecord, origin: string | null): FrontendSession {
  const user = userOf(context, session);
  const status = sessionStatus(context, session);
  const isUsable = status === "active" || status === "pending";
  return {
    id: session.id,
    object: "session",
    status,
    expire_at: session.expireAt,
    abandon_at: session.expireAt,
    last_active_at: session.lastActiveAt,
    last_active_organization_id: activeMembership(context, session)?.orgId ?? null,
    last_active_token: isUsable ? { object: "token", jwt: mintSessionToken(context, session, { azp: origin }) } : null,
    actor: null,
    factor_verification_age: factorAgeMinutes(context, session),
    tasks: isUsable ? sessionTasks(context, session) : null,
    user: userJson(context, user),
    public_user_data: publicUserJson(user),
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  };
}

/** A client as clerk-js reads it; null for a browser that has none yet. */
export function clientJson(
  context: SimulatorContext,
  client: ClientRecord | null,
  origin: string | null,
): FrontendClient | null {
  if (client === null) return null;
  const signIn = context.state.signIns.get(client.signInId ?? "");
  const signUp = context.state.signUps.get(client.signUpId ?? "");
  return {
    id: client.id,
    object: "client",
    sessions: liveSessions(context, client).map((session) => sessionJson(context, session, origin)),
    sign_in: signIn ? signInJson(context, signIn) : null,
    sign_up: signUp ? signUpJson(signUp) : null,
    last_active_session_id: client.lastActiveSessionId,
    last_authentication_strategy: null,
    captcha_bypass: true,
    cookie_expires_at: context.now() + CLIENT_COOKIE_LIFETIME_MS,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  };
}

/** A reverification of a session. Nobody has a second factor here, so the first one is always what is asked for. */
export function reverificationJson(
  context: SimulatorContext,
  session: SessionRecord,
  view: { proof: PendingProof | null; origin: string | null },
): FrontendReverification {
  return {
    object: "session_verification",
    status: view.proof?.isVerified ? "complete" : "needs_first_factor",
    level: "first_factor",
    session: sessionJson(context, session, view.origin),
    supported_first_factors: reverificationFactors(userOf(context, session)),
    supported_second_factors: null,
    first_factor_verification: verificationJson(view.proof),
    second_factor_verification: null,
  };
}

/** A session in the person's list of devices. */
export function deviceJson(context: SimulatorContext, session: SessionRecord): FrontendDevice {
  const { last_active_token: _token, ...shown } = sessionJson(context, session, null);
  return {
    ...shown,
    user: null,
    latest_activity: {
      object: "session_activity",
      id: `sess_activity_${session.id}`,
      is_mobile: false,
      device_type: "Computer",
      browser_name: "Browser",
    },
  };
}

function reverificationFactors(user: UserRecord): SignInFirstFactorJSON[] {
  const code = {
    strategy: "email_code",
    email_address_id: user.emailId,
    safe_identifier: user.email,
    primary: true,
  } as const;
  return user.passwordHash === null ? [code] : [{ strategy: "password" }, code];
}

function userOf(context: SimulatorContext, session: SessionRecord): UserRecord {
  const user = context.state.users.get(session.userId);
  if (user) return user;
  throw new Error(`session ${session.id} names a user that is gone`);
}
