import type { Browser } from "@/simulators/clerk/fapi/fapi-call";
import { liveSessions } from "@/simulators/clerk/identity/session-status";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { ClientRecord, SessionRecord } from "@/simulators/clerk/state/identity-state";
import { mintSessionToken } from "@/simulators/clerk/tokens/session-token";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The directive that lets a browser keep its client. Scripts cannot read it. */
export function clientCookies(browser: Browser): string[] {
  if (browser.token === null) return [];
  return [`__client=${browser.token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${YEAR_SECONDS}`];
}

/** `__client_uat`: the second in which the browser last signed in or out, 0 when it is signed out. */
export function clientAgeCookies(context: SimulatorContext, client: ClientRecord | null): string[] {
  const isSignedIn = client !== null && liveSessions(context, client).length > 0;
  const second = isSignedIn ? Math.floor(client.updatedAt / 1000) : 0;
  return withSuffix(context, "__client_uat").map(
    (name) => `${name}=${second}; Path=/; SameSite=Lax; Max-Age=${YEAR_SECONDS}`,
  );
}

/** `__session` with a fresh token, or its removal when there is no session. */
export function sessionCookies(context: SimulatorContext, session: SessionRecord | null, azp: string): string[] {
  const token = session === null ? null : mintSessionToken(context, session, { azp });
  return withSuffix(context, "__session").map((name) =>
    token === null ? `${name}=; Path=/; Max-Age=0` : `${name}=${token}; Path=/; SameSite=Lax`,
  );
}

/** The cookies of a request by name. */
export function readCookies(header: string | null): Map<string, string> {
  const pairs = (header ?? "").split(/;\s*/).filter((pair) => pair.includes("="));
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
}

// Clerk sets each of these twice, once with a suffix of the instance, and reads either.
function withSuffix(context: SimulatorContext, name: string): string[] {
  return [name, `${name}_${context.settings.cookieSuffix}`];
}
