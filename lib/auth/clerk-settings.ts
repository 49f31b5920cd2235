import type { Env } from "@/lib/core/env";

export type ClerkSettings = {
  publishableKey: string;
  secretKey: string;
  apiUrl: string | undefined;
  /** SPKI PEM for verifying session tokens without a request to Clerk. */
  jwtKey: string | undefined;
  /** Origins whose tokens count (claim `azp`). */
  authorizedParties: string[];
  /** Values of the claim `iss` that count. */
  issuers: string[];
  /** Whether this origin proxies Clerk's Frontend API under `/__clerk`. */
  isProxied: boolean;
  /** Host of Clerk's Frontend API. */
  frontendHost: string;
};

const PROXY_PATH = "/__clerk";

/** What the middleware and the session check need of the settings; both must agree, so both take it from here. */
export function clerkSettings(env: Env): ClerkSettings {
  const publishableKey = env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY ?? "";
  const frontendHost = frontendHostOf(publishableKey);
  const proxyUrl = env.NEXT_PUBLIC_CLERK_PROXY_URL;
  const ownOrigin = new URL(env.APP_URL).origin;
  return {
    publishableKey,
    secretKey: env.CLERK_SECRET_KEY ?? "",
    apiUrl: env.CLERK_API_URL,
    // Secret stores hand out PEM text with `\n` written as two characters, which Clerk's parser refuses.
    jwtKey: env.CLERK_JWT_KEY?.replaceAll("\\n", "\n"),
    authorizedParties: env.CLERK_AUTHORIZED_PARTIES?.split(",").map((party) => party.trim()) ?? [ownOrigin],
    issuers: [`https://${frontendHost}`, ...(proxyUrl ? [new URL(proxyUrl, ownOrigin).href] : [])],
    isProxied: proxyUrl === PROXY_PATH,
    frontendHost,
  };
}

/** A publishable key is `pk_live_` or `pk_test_` and the Frontend API's host, ended by `$`, in base64. */
function frontendHostOf(publishableKey: string): string {
  const encoded = publishableKey.split("_").slice(2).join("_");
  return Buffer.from(encoded, "base64").toString("utf8").replace(/\$$/, "");
}
