import { expect, test } from "vitest";
import { parseEnv, unsafeSettings } from "@/lib/core/env";
import { SIMULATED_GLOBAL_KEY } from "@/simulators/evolution/instance";
import { appEnvironment } from "./app-environment";
import { planParts } from "./plan-parts";

const SECRETS = {
  clerkSecretKey: "sk_live_0123456789012345678901234567890123456789",
  clerkWebhookSecret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  vapiPlatformWebhookSecret: "whsec_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB",
  encryptionKeys: `1:${Buffer.from("0123456789abcdefghijklmnopqrstuv").toString("base64")}`,
  jobsSecret: "0123456789012345678901234567890123456789",
  vapiSimulatorKeys: {},
};

const GHL_KEY = `-----BEGIN PUBLIC KEY-----
${Buffer.alloc(44, "k").toString("base64")}
-----END PUBLIC KEY-----
`;

function environmentFor(configured: Record<string, string>, isDevelopment = false): Record<string, string> {
  const parts = planParts(configured);
  return appEnvironment({
    configured,
    parts,
    port: 4100,
    local: parts.mode === "embedded" ? { dir: "/data", secrets: SECRETS } : undefined,
    identity: parts.identity ? { port: 5100, jwtKeyPem: "PEM" } : undefined,
    voicePort: parts.voice ? 5200 : undefined,
    senders: parts.senders ? { port: 5300, ghlAppId: "app-of-the-simulator", ghlPublicKeyPem: GHL_KEY } : undefined,
    isDevelopment,
  });
}

test("with nothing configured every part is embedded, and the settings are safe to boot on", () => {
  const env = environmentFor({});
  expect(env).toMatchObject({
    APP_URL: "http://localhost:4100",
    DOCKETLINE_MODE: "embedded",
    NODE_ENV: "production",
    CLERK_API_URL: "http://127.0.0.1:5100/bapi",
    CLERK_FAPI_URL: "http://127.0.0.1:5100/fapi",
    CLERK_AUTHORIZED_PARTIES: "http://localhost:4100,http://127.0.0.1:4100",
    CLERK_JWT_KEY: "PEM",
    NEXT_PUBLIC_CLERK_PROXY_URL: "/__clerk",
    VAPI_BASE_URL: "http://127.0.0.1:5200",
    EVOLUTION_BASE_URL: "http://127.0.0.1:5300/evolution",
    EVOLUTION_GLOBAL_KEY: SIMULATED_GLOBAL_KEY,
    GHL_BASE_URL: "http://127.0.0.1:5300/ghl",
    TWILIO_BASE_URL: "http://127.0.0.1:5300/twilio",
    ALOWARE_BASE_URL: "http://127.0.0.1:5300/aloware",
    GHL_APP_ID: "app-of-the-simulator",
    GHL_WEBHOOK_PUBLIC_KEY: GHL_KEY,
  });
  expect(env["NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY"]).toBe("pk_live_Y2xlcmsubG9jYWwudGVzdCQ");
  const result = parseEnv(env);
  expect(result.ok && unsafeSettings(result.env)).toEqual([]);
});

test("a configured database stays, while identity is embedded", () => {
  const env = environmentFor({ DATABASE_URL: "postgres://app@db/docketline" });
  expect(env["DATABASE_URL"]).toBe("postgres://app@db/docketline");
  expect(env["DOCKETLINE_MODE"]).toBe("embedded");
  expect(env["CLERK_API_URL"]).toBe("http://127.0.0.1:5100/bapi");
});

test("configured Clerk stays, while the database is embedded", () => {
  const env = environmentFor({ CLERK_SECRET_KEY: "real", NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "pk_real" });
  expect(env["CLERK_SECRET_KEY"]).toBe("real");
  expect(env["CLERK_API_URL"]).toBeUndefined();
  expect(env["NEXT_PUBLIC_CLERK_PROXY_URL"]).toBeUndefined();
  expect(env["DOCKETLINE_MODE"]).toBe("embedded");
});

test("half of a real Clerk configuration does not mix with the stand-in", () => {
  const env = environmentFor({ NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "pk_real", CLERK_SECRET_KEY: "" });
  expect(env["NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY"]).toBe("pk_live_Y2xlcmsubG9jYWwudGVzdCQ");
});

test("AUTH-08 with database and Clerk configured nothing is embedded and no local secret is lent", () => {
  const env = environmentFor({ DATABASE_URL: "postgres://app@db/docketline", CLERK_SECRET_KEY: "real" });
  expect(env["DOCKETLINE_MODE"]).toBe("server");
  for (const name of [
    "DOCKETLINE_DATA_DIR",
    "ENCRYPTION_KEYS",
    "JOBS_SECRET",
    "CLERK_API_URL",
    "CLERK_FAPI_URL",
    "VAPI_BASE_URL",
    "EVOLUTION_BASE_URL",
    "EVOLUTION_GLOBAL_KEY",
    "META_GRAPH_BASE_URL",
    "GHL_BASE_URL",
    "TWILIO_BASE_URL",
    "ALOWARE_BASE_URL",
    "GHL_APP_ID",
    "GHL_WEBHOOK_PUBLIC_KEY",
  ]) {
    expect(env[name]).toBeUndefined();
  }
});

test("another voice provider's address takes the simulator's place", () => {
  const env = environmentFor({ VAPI_BASE_URL: "http://127.0.0.1:9999" });
  expect(env["VAPI_BASE_URL"]).toBe("http://127.0.0.1:9999");
});

test("another gateway's and another CRM's address take the simulator's place", () => {
  const env = environmentFor({ EVOLUTION_BASE_URL: "http://127.0.0.1:9998", GHL_BASE_URL: "http://127.0.0.1:9997" });
  expect(env).toMatchObject({
    EVOLUTION_BASE_URL: "http://127.0.0.1:9998",
    GHL_BASE_URL: "http://127.0.0.1:9997",
    GHL_WEBHOOK_PUBLIC_KEY: GHL_KEY,
  });
});

test("a mode that was set by hand does not win over what is really running", () => {
  expect(environmentFor({ DOCKETLINE_MODE: "server" })["DOCKETLINE_MODE"]).toBe("embedded");
  expect(environmentFor({}, true)["NODE_ENV"]).toBe("development");
});
