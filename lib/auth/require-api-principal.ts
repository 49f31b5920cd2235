import "server-only";
import { getEnv } from "@/lib/core/env";
import type { Permission } from "@/lib/core/principal";
import { isSameOrigin } from "@/lib/http/is-same-origin";
import { problem } from "@/lib/http/problem";
import { limitRate } from "@/lib/http/rate-limit";
import { requestIdOf } from "@/lib/http/request-id";
import { clerkSettings } from "./clerk-settings";
import { type FirmAccess, inFirm, type SessionFirm, type StaffPrincipal } from "./firm-access";
import { currentSession } from "./session";

export type ApiAccess =
  | { granted: true; principal: StaffPrincipal; firm: SessionFirm }
  | { granted: false; response: Response };

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];
const REQUESTS = { name: "api", perMinute: 600 };

/**
 * The person behind a request to a route handler, or the answer that refuses it: problem details, never a redirect.
 * A request that changes something under a cookie must come from our own pages and be JSON (WEB-04).
 */
export async function requireApiPrincipal(request: Request, permission: Permission): Promise<ApiAccess> {
  const requestId = requestIdOf(request.headers);
  const foreign = refuseForeign(request, requestId);
  if (foreign) return { granted: false, response: foreign };
  const session = await currentSession();
  if (session.status !== "signed-in") return { granted: false, response: problem("unauthenticated", { requestId }) };
  const { organization } = session;
  if (organization === null) {
    return { granted: false, response: problem("forbidden", { requestId, detail: "Choose a firm first" }) };
  }
  const rate = await limitRate(REQUESTS, `${organization.id}:${session.userId}`);
  if (!rate.allowed) {
    const headers = { "Retry-After": String(rate.retryAfterSeconds) };
    return { granted: false, response: problem("rate_limited", { requestId, headers }) };
  }
  const name = `${request.method} ${new URL(request.url).pathname}`;
  const access = await inFirm({ ...session, organization }, { permission, name }, async () => undefined);
  return apiAccessOf(access, requestId);
}

function apiAccessOf(access: FirmAccess<undefined>, requestId: string): ApiAccess {
  switch (access.kind) {
    case "granted":
      return { granted: true, principal: access.principal, firm: access.firm };
    case "denied":
      return { granted: false, response: problem("forbidden", { requestId }) };
    case "unavailable":
      return {
        granted: false,
        response: problem("forbidden", { requestId, ...(access.reason === "deleted" ? { status: 410 } : {}) }),
      };
  }
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
