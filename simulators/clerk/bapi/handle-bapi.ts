import { timingSafeEqual } from "node:crypto";
import type { BapiRoute } from "@/simulators/clerk/bapi/bapi-call";
import { INVITATION_ROUTES } from "@/simulators/clerk/bapi/invitation-routes";
import { MEMBERSHIP_ROUTES } from "@/simulators/clerk/bapi/membership-routes";
import { ORGANIZATION_ROUTES } from "@/simulators/clerk/bapi/organization-routes";
import { SESSION_ROUTES } from "@/simulators/clerk/bapi/session-routes";
import { SIGN_IN_TOKEN_ROUTES } from "@/simulators/clerk/bapi/sign-in-token-routes";
import { USER_ROUTES } from "@/simulators/clerk/bapi/user-routes";
import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { jsonResponse } from "@/simulators/clerk/http/json-response";
import { matchRoute } from "@/simulators/clerk/http/route-table";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";

const ROUTES: BapiRoute[] = [
  { method: "GET", path: "/jwks", handle: (call) => ({ keys: [call.context.signingKey.jwk] }) },
  ...USER_ROUTES,
  ...ORGANIZATION_ROUTES,
  ...MEMBERSHIP_ROUTES,
  ...INVITATION_ROUTES,
  ...SESSION_ROUTES,
  ...SIGN_IN_TOKEN_ROUTES,
];

/** Answers a request to the Backend API. `path` starts with `/v1`. Every request needs the secret key, JWKS included. */
export async function handleBapi(context: SimulatorContext, request: Request, path: string): Promise<Response> {
  requireSecretKey(context, request);
  const found = path.startsWith("/v1/") ? matchRoute(ROUTES, request.method, path.slice(3)) : null;
  if (found === null) {
    context.log(`Backend API route not simulated: ${request.method} ${path}`);
    const message = `The Clerk simulator has no Backend API route ${request.method} ${path}.`;
    throw new ClerkApiError(404, "resource_not_found", message);
  }
  const { searchParams: query } = new URL(request.url);
  const call = { context, param: found.param, query, body: await readJson(request) };
  return jsonResponse(await found.route.handle(call));
}

/** Throws 401 unless the request carries the instance's secret key as a bearer token. */
export function requireSecretKey(context: SimulatorContext, request: Request): void {
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const expected = Buffer.from(`Bearer ${context.settings.secretKey}`);
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new ClerkApiError(401, "clerk_key_invalid", "The provided Clerk Secret Key is invalid.");
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ClerkApiError(400, "request_body_invalid", "The request body is not valid JSON.");
  }
}
