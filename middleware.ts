import { clerkMiddleware } from "@clerk/nextjs/server";
import { NextResponse } from "next/server";
import { clerkSettings } from "@/lib/auth/clerk-settings";
import { PATH_HEADER } from "@/lib/auth/path-header";
import { getEnv } from "@/lib/core/env";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { NO_STORE } from "@/lib/http/no-store";
import { REQUEST_ID_HEADER } from "@/lib/http/request-id";

const { NODE_ENV, APP_URL } = getEnv();
const { jwtKey, authorizedParties, isProxied, frontendHost } = clerkSettings(getEnv());

/** Keeps sessions fresh and gives each answer its nonce and request id. Whether somebody may is asked where it counts. */
export default clerkMiddleware(
  (_auth, request) => {
    const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
    const policy = contentSecurityPolicy({
      nonce,
      clerkHost: isProxied ? undefined : frontendHost,
      isDevelopment: NODE_ENV === "development",
      isHttps: APP_URL.startsWith("https:"),
    });
    const requestId = crypto.randomUUID();
    const shared = { "content-security-policy": policy, [REQUEST_ID_HEADER]: requestId };
    const headers = new Headers(request.headers);
    const path = `${request.nextUrl.pathname}${request.nextUrl.search}`;
    for (const [name, value] of Object.entries({ ...shared, "x-nonce": nonce, [PATH_HEADER]: path }))
      headers.set(name, value);
    return NextResponse.next({ request: { headers }, headers: { ...shared, ...NO_STORE } });
  },
  { ...(jwtKey === undefined ? {} : { jwtKey }), authorizedParties, frontendApiProxy: { enabled: isProxied } },
);

export const config = {
  runtime: "nodejs",
  matcher: ["/((?!_next/|api/health|api/ready|api/webhooks/|api/mcp|api/imports|icon\\.svg).*)", "/__clerk/(.*)"],
};
