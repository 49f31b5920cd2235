import { demoClockMinutes } from "./demo-clock";
import type { LocalData } from "./local-data";
import type { LocalSecrets } from "./local-secrets";
import type { Parts } from "./plan-parts";
import type { ChildEnvironment } from "./start-child";

/** Answer of the identity stand-in when it listens. */
export type IdentityStandIn = { port: number; jwtKeyPem?: string | undefined };

/** Answer of the senders simulator when it listens: its port, and what signs in HighLevel's place. */
export type SendersStandIn = { port: number; ghlAppId?: string | undefined; ghlPublicKeyPem?: string | undefined };

type AppSettings = {
  configured: Record<string, string | undefined>;
  parts: Parts;
  port: number;
  /** The data folder; absent where nothing is embedded. */
  local: LocalData | undefined;
  identity: IdentityStandIn | undefined;
  voicePort: number | undefined;
  senders: SendersStandIn | undefined;
  isDevelopment: boolean;
};

/**
 * A publishable key is the Frontend API's host name in base64; this one names a host that does not exist, so that
 * Clerk's packages can reach nothing but the proxy path. The `pk_live` shape takes the same path as production.
 */
export const STAND_IN_PUBLISHABLE_KEY = `pk_live_${Buffer.from("clerk.local.test$").toString("base64").replace(/=+$/, "")}`;

function commonSettings({ port }: AppSettings): Record<string, string> {
  return {
    APP_URL: `http://localhost:${port}`,
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_PUBLIC_CLERK_TELEMETRY_DISABLED: "1",
    NEXT_PUBLIC_CLERK_SIGN_IN_URL: "/sign-in",
    NEXT_PUBLIC_CLERK_SIGN_UP_URL: "/sign-up",
    NEXT_PUBLIC_CLERK_SIGN_IN_FALLBACK_REDIRECT_URL: "/desk",
    NEXT_PUBLIC_CLERK_SIGN_UP_FALLBACK_REDIRECT_URL: "/desk",
  };
}

function embeddedSettings({ local, voicePort, senders }: AppSettings): Record<string, string> {
  if (!local) return {};
  return {
    ENCRYPTION_KEYS: local.secrets.encryptionKeys,
    JOBS_SECRET: local.secrets.jobsSecret,
    DOCKETLINE_DEMO_CLOCK_MINUTES: String(demoClockMinutes(new Date())),
    VAPI_PLATFORM_WEBHOOK_SECRET: local.secrets.vapiPlatformWebhookSecret,
    ...(voicePort === undefined ? {} : { VAPI_BASE_URL: `http://127.0.0.1:${voicePort}` }),
    ...(senders === undefined ? {} : sendersSettings(senders)),
  };
}

function sendersSettings({ port, ghlAppId, ghlPublicKeyPem }: SendersStandIn): Record<string, string> {
  const base = `http://127.0.0.1:${port}`;
  return {
    EVOLUTION_BASE_URL: `${base}/evolution`,
    EVOLUTION_GLOBAL_KEY: "evo-sim-gateway-key",
    META_GRAPH_BASE_URL: `${base}/evolution/graph`,
    GHL_BASE_URL: `${base}/ghl`,
    TWILIO_BASE_URL: `${base}/twilio`,
    ALOWARE_BASE_URL: `${base}/aloware`,
    ...(ghlAppId === undefined ? {} : { GHL_APP_ID: ghlAppId }),
    ...(ghlPublicKeyPem === undefined ? {} : { GHL_WEBHOOK_PUBLIC_KEY: ghlPublicKeyPem }),
  };
}

function identitySettings(identity: IdentityStandIn, secrets: LocalSecrets, port: number): Record<string, string> {
  const base = `http://127.0.0.1:${identity.port}`;
  return {
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: STAND_IN_PUBLISHABLE_KEY,
    NEXT_PUBLIC_CLERK_PROXY_URL: "/__clerk",
    CLERK_SECRET_KEY: secrets.clerkSecretKey,
    CLERK_WEBHOOK_SIGNING_SECRET: secrets.clerkWebhookSecret,
    CLERK_API_URL: `${base}/bapi`,
    CLERK_FAPI_URL: `${base}/fapi`,
    CLERK_AUTHORIZED_PARTIES: `http://localhost:${port},http://127.0.0.1:${port}`,
    ...(identity.jwtKeyPem === undefined ? {} : { CLERK_JWT_KEY: identity.jwtKeyPem }),
  };
}

/**
 * Environment of the web process, the migration and the seed. What was configured wins over our own values, except
 * where a stand-in runs: half of a real Clerk configuration must not mix with it.
 */
export function appEnvironment(settings: AppSettings): ChildEnvironment {
  const configured: Record<string, string> = {};
  for (const [name, value] of Object.entries(settings.configured)) {
    if (value !== undefined && value !== "") configured[name] = value;
  }
  return {
    ...commonSettings(settings),
    ...embeddedSettings(settings),
    ...configured,
    ...(settings.identity && settings.local
      ? identitySettings(settings.identity, settings.local.secrets, settings.port)
      : {}),
    DOCKETLINE_MODE: settings.parts.mode,
    ...(settings.local ? { DOCKETLINE_DATA_DIR: settings.local.dir } : {}),
    PORT: String(settings.port),
    NODE_ENV: settings.isDevelopment ? "development" : "production",
  };
}
