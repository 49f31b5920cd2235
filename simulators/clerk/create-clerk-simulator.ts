import { createHash } from "node:crypto";
import path from "node:path";
import { DEMO_FIRMS, DEMO_PLATFORM_ADMIN } from "@/db/seed/demo-firms";
import { handleBapi } from "@/simulators/clerk/bapi/handle-bapi";
import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { handleControl } from "@/simulators/clerk/control/handle-control";
import { handleFapi } from "@/simulators/clerk/fapi/handle-fapi";
import { errorResponse, jsonResponse } from "@/simulators/clerk/http/json-response";
import type { InstanceSettings, SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { IdentitySeed } from "@/simulators/clerk/state/seed-state";
import { openStateStore } from "@/simulators/clerk/state/state-store";
import { createSigningKey } from "@/simulators/clerk/tokens/signing-key";
import { WebhookSender } from "@/simulators/clerk/webhooks/webhook-sender";

const DEFAULT_APP_URL = "http://localhost:3000";
const DEFAULT_TOKEN_LIFETIME_SECONDS = 60;
const DEMO_SEED: IdentitySeed = { firms: DEMO_FIRMS, people: [DEMO_PLATFORM_ADMIN] };

/**
 * `publishableKey` must have the production form (`pk_live_…`). `appUrl` is where the product is reached; invitation
 * links and redirects may lead only there. `now` answers Unix milliseconds.
 */
export type ClerkSimulatorOptions = {
  publishableKey: string;
  secretKey: string;
  privateKeyPem: string;
  appUrl?: string;
  stateFile?: string;
  seed?: IdentitySeed;
  webhook?: { url: string; secret: string; retryDelaysMs?: number[] };
  assetsDirectory?: string;
  forceOrganization?: boolean;
  tokenLifetimeSeconds?: number;
  now?: () => number;
  log?: (line: string) => void;
};

/** `jwtKeyPem` is the public key for `CLERK_JWT_KEY`. `close` stops the webhooks and writes the state. */
export type ClerkSimulator = {
  fetch: (request: Request) => Promise<Response>;
  jwtKeyPem: string;
  close: () => Promise<void>;
};

/**
 * A stand-in for Clerk's servers with the Frontend API under `/fapi` and the Backend API under `/bapi`: set
 * `CLERK_FAPI_URL` and `CLERK_API_URL` to them. A change is on disk before it is answered.
 */
export function createClerkSimulator(options: ClerkSimulatorOptions): ClerkSimulator {
  const now = options.now ?? Date.now;
  const log = options.log ?? (() => {});
  const signingKey = createSigningKey(options.privateKeyPem);
  const store = openStateStore({ file: options.stateFile ?? null, seed: options.seed ?? DEMO_SEED, now: now() });
  const webhooks = new WebhookSender({
    target: options.webhook ?? null,
    ...(options.webhook?.retryDelaysMs === undefined ? {} : { retryDelaysMs: options.webhook.retryDelaysMs }),
    instanceId: signingKey.keyId,
    deliveries: store.state.deliveries,
    now,
    log,
    onChange: () => void store.save().catch((error: unknown) => log(`state not saved: ${String(error)}`)),
  });
  const context: SimulatorContext = {
    settings: toSettings(options),
    state: store.state,
    signingKey,
    emit: (event) => webhooks.emit(event),
    now,
    log,
  };
  return {
    jwtKeyPem: signingKey.publicPem,
    async fetch(request) {
      try {
        const response = await dispatch(context, request, webhooks);
        await store.save();
        return response;
      } catch (error) {
        return toErrorResponse(error, log);
      }
    },
    async close() {
      await webhooks.close();
      await store.save();
    },
  };
}

async function dispatch(context: SimulatorContext, request: Request, webhooks: WebhookSender): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith("/fapi/")) return handleFapi(context, request, pathname.slice("/fapi".length));
  if (pathname.startsWith("/bapi/")) return handleBapi(context, request, pathname.slice("/bapi".length));
  if (pathname.startsWith("/control/")) {
    return handleControl(context, request, { path: pathname.slice("/control".length), webhooks });
  }
  if (pathname === "/health") return jsonResponse({ status: "ok" });
  throw new ClerkApiError(404, "resource_not_found", `The Clerk simulator has nothing at ${pathname}.`);
}

function toErrorResponse(error: unknown, log: (line: string) => void): Response {
  if (error instanceof ClerkApiError) return errorResponse(error);
  log(`internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return errorResponse(new ClerkApiError(500, "internal_clerk_error", "The Clerk simulator failed; see its log."));
}

function toSettings(options: ClerkSimulatorOptions): InstanceSettings {
  return {
    secretKey: options.secretKey,
    issuer: `https://${frontendApiHost(options.publishableKey)}`,
    cookieSuffix: cookieSuffix(options.publishableKey),
    appUrl: options.appUrl ?? DEFAULT_APP_URL,
    assetsDirectory: options.assetsDirectory ?? path.join(process.cwd(), "node_modules", "@clerk"),
    forceOrganization: options.forceOrganization ?? true,
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? DEFAULT_TOKEN_LIFETIME_SECONDS,
  };
}

// A publishable key is `pk_live_` and the base64 of the Frontend API's host with a dollar sign at its end. The SDK takes
// a `pk_test_` key for a development instance, whose cookies and handshake are different and not simulated.
function frontendApiHost(publishableKey: string): string {
  const [, encoded] = /^pk_live_([A-Za-z0-9+/=]+)$/.exec(publishableKey) ?? [];
  const host = Buffer.from(encoded ?? "", "base64").toString("utf8");
  if (/^[a-z0-9.-]+\$$/.test(host)) return host.slice(0, -1);
  throw new Error("The Clerk simulator needs a publishable key of the form pk_live_<base64 of host$>.");
}

function cookieSuffix(publishableKey: string): string {
  return createHash("sha1").update(publishableKey).digest("base64url").slice(0, 8);
}
