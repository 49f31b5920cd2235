import "server-only";
import { auth, createClerkClient, verifyToken } from "@clerk/nextjs/server";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { cache } from "react";
import { getEnv } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { type ClerkSettings, clerkSettings } from "./clerk-settings";
import { type Session, sessionOf } from "./session-claims";

// Set by clerkMiddleware on every request that it lets in; with it come the token and its HMAC under our secret key.
const MIDDLEWARE_MARK = "x-clerk-auth-status";

/**
 * Who asks, decided here and once per request. The token that the middleware vouched for is verified again, and where
 * the middleware did not run the request's own cookie or Bearer token is: nothing rests on the middleware (AUTH-01).
 */
export const currentSession = cache(async (): Promise<Session> => {
  const requestHeaders = await headers();
  const settings = clerkSettings(getEnv());
  try {
    const token = requestHeaders.has(MIDDLEWARE_MARK)
      ? await vouchedToken()
      : await presentedToken(requestHeaders, settings);
    if (token === null) return { status: "signed-out" };
    const { jwtKey, secretKey, apiUrl, authorizedParties } = settings;
    const claims = await verifyToken(token, {
      secretKey,
      authorizedParties,
      ...(jwtKey === undefined ? {} : { jwtKey }),
      ...(apiUrl === undefined ? {} : { apiUrl }),
    });
    return sessionOf(claims, settings);
  } catch (error) {
    unstable_rethrow(error);
    log("warn", "session token refused", { code: reasonOf(error) });
    return { status: "signed-out" };
  }
});

async function vouchedToken(): Promise<string | null> {
  const { getToken } = await auth({ treatPendingAsSignedOut: false });
  return getToken();
}

/** The token of the request itself, chosen among cookies and header by Clerk's own rules. */
async function presentedToken(requestHeaders: Headers, settings: ClerkSettings): Promise<string | null> {
  const { publishableKey, secretKey, apiUrl, jwtKey, authorizedParties } = settings;
  const clerk = createClerkClient({
    publishableKey,
    secretKey,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    telemetry: { disabled: true },
  });
  // Only what carries a token: the other headers would make Clerk ask for a redirect that nobody here can answer.
  const carriers = new Headers();
  for (const name of ["authorization", "cookie"]) {
    const value = requestHeaders.get(name);
    if (value !== null) carriers.set(name, value);
  }
  const state = await clerk.authenticateRequest(new Request(getEnv().APP_URL, { headers: carriers }), {
    acceptsToken: "session_token",
    authorizedParties,
    ...(jwtKey === undefined ? {} : { jwtKey }),
  });
  return state.status === "signed-in" ? state.token : null;
}

/** Clerk's reason code; its messages quote the token and are not logged. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && "reason" in error && typeof error.reason === "string") return error.reason;
  return error instanceof Error ? error.name : "unknown";
}
