import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import type { Route } from "@/simulators/clerk/http/route-table";
import { createClient } from "@/simulators/clerk/identity/clients";
import { isLive, liveSessions } from "@/simulators/clerk/identity/session-status";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { ClientRecord, SessionRecord, UserRecord } from "@/simulators/clerk/state/identity-state";

/** The browser behind a request. A route that needs a client creates it here, and the answer then sets its cookie. */
export type Browser = { client: ClientRecord | null; token: string | null };

/**
 * A request to the Frontend API. `origin` is the page's origin and becomes `azp`; `appOrigins` are the origins that a
 * redirect may lead to; `form` is the form-encoded body.
 */
export type FapiCall = {
  context: SimulatorContext;
  param: (name: string) => string;
  query: URLSearchParams;
  form: URLSearchParams;
  origin: string | null;
  appOrigins: string[];
  browser: Browser;
};

/** `resource` is wrapped with the client as clerk-js expects; `bare` is sent as it is; `cookies` are extra directives. */
export type FapiReply =
  | { kind: "resource"; body: unknown }
  | { kind: "bare"; body: unknown }
  | { kind: "redirect"; location: string; cookies: string[] };

export type FapiRoute = Route<FapiCall, FapiReply>;

/** An answer that clerk-js reads as a resource, together with the changed client. */
export function resource(body: unknown): FapiReply {
  return { kind: "resource", body };
}

/** The browser's client, created when it has none. */
export function needClient(call: FapiCall): ClientRecord {
  if (call.browser.client !== null) return call.browser.client;
  const { client, token } = createClient(call.context);
  Object.assign(call.browser, { client, token });
  return client;
}

/** The live session of this browser with the given id, or null. */
export function findSession(call: FapiCall, sessionId: string | null): SessionRecord | null {
  const session = call.context.state.sessions.get(sessionId ?? "");
  if (session === undefined || session.clientId !== call.browser.client?.id) return null;
  return isLive(call.context, session) ? session : null;
}

/** The session that the request acts under and its person. Throws 401 `authentication_invalid`. */
export function requireSession(call: FapiCall): { session: SessionRecord; user: UserRecord } {
  const { client } = call.browser;
  const session = findSession(call, call.query.get("_clerk_session_id") ?? client?.lastActiveSessionId ?? null);
  const user = call.context.state.users.get(session?.userId ?? "");
  if (session && user) return { session, user };
  throw new ClerkApiError(401, "authentication_invalid", "Unable to authenticate the request, you need to sign in.");
}

/** Throws `session_exists` when the browser is signed in: the instance allows one session for each browser. */
export function requireSignedOut(call: FapiCall): void {
  const { client } = call.browser;
  if (client === null || liveSessions(call.context, client).length === 0) return;
  throw new ClerkApiError(400, "session_exists", "You're already signed in.");
}

/** The URL in a query parameter. Throws when it does not lead to the product's own origin. */
export function requireOwnUrl(call: FapiCall, name: string): URL {
  const value = call.query.get(name) ?? "";
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url !== null && call.appOrigins.includes(url.origin)) return url;
  throw new ClerkApiError(400, "invalid_url", `${name} must lead to the application.`, { param_name: name });
}
