import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { avatarResponse } from "@/simulators/clerk/fapi/avatar-response";
import { clientAgeCookies, clientCookies, readCookies } from "@/simulators/clerk/fapi/browser-cookies";
import { CLIENT_ROUTES } from "@/simulators/clerk/fapi/client-routes";
import type { Browser, FapiCall, FapiReply, FapiRoute } from "@/simulators/clerk/fapi/fapi-call";
import { ME_ROUTES } from "@/simulators/clerk/fapi/me-routes";
import { ORGANIZATION_ROUTES } from "@/simulators/clerk/fapi/organization-routes";
import { isScriptPath, scriptResponse } from "@/simulators/clerk/fapi/script-response";
import { SESSION_ROUTES } from "@/simulators/clerk/fapi/session-routes";
import { SIGN_IN_ROUTES } from "@/simulators/clerk/fapi/sign-in-routes";
import { SIGN_UP_ROUTES } from "@/simulators/clerk/fapi/sign-up-routes";
import { TICKET_ROUTES } from "@/simulators/clerk/fapi/ticket-routes";
import { jsonResponse } from "@/simulators/clerk/http/json-response";
import { matchRoute } from "@/simulators/clerk/http/route-table";
import { findClientByToken } from "@/simulators/clerk/identity/clients";
import { clientJson } from "@/simulators/clerk/serializers/session-json";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";

const ROUTES: FapiRoute[] = [
  ...CLIENT_ROUTES,
  ...SIGN_IN_ROUTES,
  ...SIGN_UP_ROUTES,
  ...SESSION_ROUTES,
  ...ME_ROUTES,
  ...ORGANIZATION_ROUTES,
  ...TICKET_ROUTES,
];
const AVATAR_PATH = /^\/v1\/avatars\/([^/]+)\.svg$/;

/**
 * Answers a request to the Frontend API: what the browser and the product's proxy ask. `path` starts with `/v1`,
 * `/npm` or `/.well-known`. clerk-js sends only GET and POST, with the real method in `_method`.
 */
export async function handleFapi(context: SimulatorContext, request: Request, path: string): Promise<Response> {
  if (isScriptPath(path)) return scriptResponse(context.settings.assetsDirectory, path);
  const letters = AVATAR_PATH.exec(path)?.[1];
  if (letters !== undefined) return avatarResponse(decodeLetters(letters));
  if (path === "/.well-known/jwks.json") return jsonResponse({ keys: [context.signingKey.jwk] });
  const { searchParams: query } = new URL(request.url);
  const method = (query.get("_method") ?? request.method).toUpperCase();
  const found = path.startsWith("/v1/") ? matchRoute(ROUTES, method, path.slice(3)) : null;
  if (found === null) throw notSimulated(context, `${method} ${path}`);
  const call = await readCall(context, request, found.param);
  const reply = await found.route.handle(call);
  return toResponse(call, reply, method);
}

async function readCall(context: SimulatorContext, request: Request, param: FapiCall["param"]): Promise<FapiCall> {
  const url = new URL(request.url);
  const proxyOrigin = readProxyOrigin(context, request);
  const isForm = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
  const body = request.method === "POST" ? await request.text() : "";
  return {
    context,
    param,
    query: url.searchParams,
    form: new URLSearchParams(isForm ? body : ""),
    origin: request.headers.get("origin") ?? proxyOrigin,
    appOrigins: [new URL(context.settings.appUrl).origin, ...(proxyOrigin === null ? [] : [proxyOrigin])],
    browser: readBrowser(context, request),
  };
}

// The product's proxy proves itself with the instance's secret key; without the header the browser came directly.
function readProxyOrigin(context: SimulatorContext, request: Request): string | null {
  const proxyUrl = request.headers.get("clerk-proxy-url");
  if (proxyUrl === null) return null;
  if (request.headers.get("clerk-secret-key") !== context.settings.secretKey || !URL.canParse(proxyUrl)) {
    throw new ClerkApiError(400, "proxy_request_invalid_secret_key", "The proxy sent no valid Clerk-Secret-Key.");
  }
  return new URL(proxyUrl).origin;
}

function readBrowser(context: SimulatorContext, request: Request): Browser {
  const token = readCookies(request.headers.get("cookie")).get("__client") ?? "";
  const client = token === "" ? null : findClientByToken(context, token);
  return client === null ? { client: null, token: null } : { client, token };
}

function toResponse(call: FapiCall, reply: FapiReply, method: string): Response {
  const { context, browser } = call;
  if (reply.kind === "redirect") {
    const headers = new Headers({ location: reply.location, "cache-control": "no-store" });
    for (const cookie of reply.cookies) headers.append("set-cookie", cookie);
    return new Response(null, { status: 307, headers });
  }
  if (reply.kind === "bare") return jsonResponse(reply.body);
  const client = method === "GET" ? null : clientJson(context, browser.client, call.origin);
  const response = jsonResponse({ response: reply.body, client });
  for (const cookie of [...clientCookies(browser), ...clientAgeCookies(context, browser.client)]) {
    response.headers.append("set-cookie", cookie);
  }
  return response;
}

function notSimulated(context: SimulatorContext, route: string): ClerkApiError {
  context.log(`Frontend API route not simulated: ${route}`);
  return new ClerkApiError(404, "resource_not_found", `The Clerk simulator has no Frontend API route ${route}.`);
}

function decodeLetters(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "?";
  }
}
