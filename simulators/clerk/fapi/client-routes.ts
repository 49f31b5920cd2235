import { clientAgeCookies, clientCookies, sessionCookies } from "@/simulators/clerk/fapi/browser-cookies";
import type { FapiCall } from "@/simulators/clerk/fapi/fapi-call";
import { type FapiReply, type FapiRoute, needClient, requireOwnUrl, resource } from "@/simulators/clerk/fapi/fapi-call";
import { liveSessions } from "@/simulators/clerk/identity/session-status";
import { endSession } from "@/simulators/clerk/identity/sessions";
import { environmentJson } from "@/simulators/clerk/serializers/environment-json";
import { clientJson } from "@/simulators/clerk/serializers/session-json";

const HANDSHAKE_LIFETIME_SECONDS = 60;

/** Settings of the instance, the browser's client, sign-out, and the handshake that renews expired cookies. */
export const CLIENT_ROUTES: FapiRoute[] = [
  { method: "GET", path: "/environment", handle: readEnvironment },
  { method: "PATCH", path: "/environment", handle: readEnvironment },
  { method: "GET", path: "/client", handle: readClient },
  { method: "PUT", path: "/client", handle: openClient },
  { method: "POST", path: "/client", handle: openClient },
  { method: "DELETE", path: "/client", handle: forgetClient },
  { method: "DELETE", path: "/client/sessions", handle: signOut },
  { method: "GET", path: "/client/touch", handle: touchClient },
  { method: "GET", path: "/client/handshake", handle: handshake },
];

function readEnvironment(call: FapiCall): FapiReply {
  return { kind: "bare", body: environmentJson({ forceOrganization: call.context.settings.forceOrganization }) };
}

function readClient(call: FapiCall): FapiReply {
  return resource(clientJson(call.context, call.browser.client, call.origin));
}

function openClient(call: FapiCall): FapiReply {
  return resource(clientJson(call.context, needClient(call), call.origin));
}

function forgetClient(call: FapiCall): FapiReply {
  removeSessions(call);
  if (call.browser.client !== null) call.context.state.clients.delete(call.browser.client.id);
  Object.assign(call.browser, { client: null, token: null });
  return resource(null);
}

function signOut(call: FapiCall): FapiReply {
  removeSessions(call);
  if (call.browser.client !== null) Object.assign(call.browser.client, { signInId: null, signUpId: null });
  return readClient(call);
}

function removeSessions(call: FapiCall): void {
  const { context, browser } = call;
  if (browser.client === null) return;
  for (const session of liveSessions(context, browser.client)) endSession(context, session, "removed");
}

function touchClient(call: FapiCall): FapiReply {
  const target = requireOwnUrl(call, "redirect_url");
  const cookies = [...clientCookies(call.browser), ...clientAgeCookies(call.context, call.browser.client)];
  return { kind: "redirect", location: target.toString(), cookies };
}

// The page's server sends a document request here when its cookies have gone stale. The answer travels back as a
// signed list of cookie directives, in a cookie because the instance is a production one.
function handshake(call: FapiCall): FapiReply {
  const { context, browser } = call;
  const target = requireOwnUrl(call, "redirect_url");
  const live = browser.client === null ? [] : liveSessions(context, browser.client);
  const session = live.find((one) => one.id === browser.client?.lastActiveSessionId) ?? live[0] ?? null;
  const now = Math.floor(context.now() / 1000);
  const directives = [
    ...clientAgeCookies(context, browser.client),
    ...sessionCookies(context, session, target.origin),
    "__clerk_handshake=; Path=/; Max-Age=0",
  ];
  const token = context.signingKey.sign({ handshake: directives, iat: now, exp: now + HANDSHAKE_LIFETIME_SECONDS });
  const cookie = `__clerk_handshake=${token}; Path=/; SameSite=Lax; HttpOnly; Max-Age=${HANDSHAKE_LIFETIME_SECONDS}`;
  return { kind: "redirect", location: target.toString(), cookies: [cookie] };
}
