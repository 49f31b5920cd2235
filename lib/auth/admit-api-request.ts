import "server-only";
import { getEnv } from "@/lib/core/env";
import { isSameOrigin } from "@/lib/http/is-same-origin";
import { problem } from "@/lib/http/problem";
import { limitRate } from "@/lib/http/rate-limit";
import { requestIdOf } from "@/lib/http/request-id";
import { clerkSettings } from "./clerk-settings";
import type { FirmAccess, FirmSession } from "./firm-access";
import { currentSession } from "./session";

export type Admission = { admitted: true; session: FirmSession; name: string; requestId: string } | Refusal;
export type Refusal = { admitted: false; response: Response };

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];
const REQUESTS = { name: "api", perMinute: 600 };

/**
 * Everything that is asked of a request to a route handler before the database is: own origin, session with a firm, rate.
 * A request that changes something under a cookie must come from our own pages and be JSON (WEB-04).
 */
export async function admitApiRequest(request: Request): Promise<Admission> {
  const requestId = requestIdOf(request.headers);
  const foreign = refuseForeign(request, requestId);
  if (foreign) return { admitted: false, response: foreign };
  const session = await currentSession();
  if (session.status !== "signed-in") return { admitted: false, response: problem("unauthenticated", { requestId }) };
  const { organization } = session;
  if (organization === null) {
    return { admitted: false, response: problem("forbidden", { requestId, detail: "Choose a firm first" }) };
  }
  const rate = await limitRate(REQUESTS, `${organization.id}:${session.userId}`);
  if (!rate.allowed) {
    const headers = { "Retry-After": String(rate.retryAfterSeconds) };
    return { admitted: false, response: problem("rate_limited", { requestId, headers }) };
  }
  const name = `${request.method} ${new URL(request.url).pathname}`;
  return { admitted: true, session: { ...session, organization }, name, requestId };
}

/** The answer to a person whom the firm does not let in. */
export function refusalOf(access: Exclude<FirmAccess<unknown>, { kind: "granted" }>, requestId: string): Response {
  const isGone = access.kind === "unavailable" && access.reason === "deleted";
  return problem("forbidden", { requestId, ...(isGone ? { status: 410 } : {}) });
}

/** A Bearer token is sent by code that holds it, never by a browser on its own; only cookies need this proof. */
function refuseForeign(request: Request, requestId: string): Response | null {
  if (SAFE_METHODS.includes(request.method) || request.headers.has("authorization")) return null;
  if (!isSameOrigin(request.headers, clerkSettings(getEnv()).authorizedParties)) {
    return problem("forbidden", { requestId });
  }
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") return problem("invalid_input", { requestId, status: 415 });
  return null;
}
