import { z } from "zod";

const optionalText = z.string().trim().min(1).optional();
const optionalUrl = z.url().optional();

/**
 * `1:<base64>,2:<base64>`: key-encryption keys by version, each 32 random bytes; the highest version is current.
 */
const encryptionKeys = z
  .string()
  .optional()
  .transform((text, context) => {
    if (text === undefined) return undefined;
    const keys = new Map<number, Buffer>();
    for (const part of text.split(",")) {
      const match = /^(\d{1,6}):([A-Za-z0-9+/]{43}=)$/.exec(part.trim());
      const version = Number(match?.[1]);
      const key = Buffer.from(match?.[2] ?? "", "base64");
      if (!match || key.length !== 32 || keys.has(version)) {
        context.addIssue({ code: "custom", message: "must be version:base64 of 32 random bytes, comma separated" });
        return z.NEVER;
      }
      keys.set(version, key);
    }
    return keys;
  });

/** HighLevel's webhook key (marketplace webhook guide, 2026-03): one for every app. */
const GHL_VENDOR_KEY = `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=
-----END PUBLIC KEY-----`;

const publicKey = z
  .string()
  .transform((text) => text.replaceAll("\\n", "\n").trim())
  .refine((text) => /^-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=\n]+\n-----END PUBLIC KEY-----$/.test(text))
  .default(GHL_VENDOR_KEY);

/** `host` or `host/folder`, comma separated: where files may be fetched from. */
const fileHosts = z.string().transform((text, context) => {
  const places: { host: string; path: string }[] = [];
  for (const part of text.split(",")) {
    const match = /^([a-z0-9-]+(?:\.[a-z0-9-]+)+)((?:\/[A-Za-z0-9._-]+)*)\/?$/.exec(part.trim());
    if (!match) {
      context.addIssue({ code: "custom", message: "must be host or host/folder, comma separated" });
      return z.NEVER;
    }
    places.push({ host: match[1] ?? "", path: match[2] ?? "" });
  }
  return places;
});

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DOCKETLINE_MODE: z.enum(["embedded", "server"]).default("server"),
  DOCKETLINE_DATA_DIR: z.string().min(1).default(".docketline"),
  /** Moves the clock that calling hours are judged by, so that a demo works at night. Embedded mode only. */
  DOCKETLINE_DEMO_CLOCK_MINUTES: z.coerce.number().int().min(0).max(10_080).default(0),
  DOCKETLINE_WORKER: z.enum(["in-process", "separate"]).optional(),
  APP_URL: z.url().default("http://localhost:3000"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** Proxies of the operator's own that append to X-Forwarded-For; what a client writes there counts for nothing. */
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(16).default(0),
  /** `off` sends webhook deliveries through the framework's route handler as well; the answers are the same. */
  DOCKETLINE_LEAN_DOOR: z.enum(["on", "off"]).default("on"),
  /** Lets firms name receivers of outgoing webhooks on this machine, over plain HTTP as well. Embedded mode only. */
  OUTGOING_WEBHOOKS_ALLOW_LOOPBACK: z.stringbool().default(false),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  DATABASE_URL: optionalUrl,
  DATABASE_OWNER_URL: optionalUrl,
  DATABASE_DRIVER: z.enum(["pglite", "pg", "neon"]).optional(),
  DATABASE_NEON_PROXY: optionalText,
  ENCRYPTION_KEYS: encryptionKeys,
  JOBS_SECRET: z.string().min(32).optional(),
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: optionalText,
  CLERK_SECRET_KEY: optionalText,
  CLERK_JWT_KEY: optionalText,
  CLERK_API_URL: optionalUrl,
  CLERK_FAPI_URL: optionalUrl,
  CLERK_AUTHORIZED_PARTIES: optionalText,
  CLERK_WEBHOOK_SIGNING_SECRET: z.string().startsWith("whsec_").optional(),
  NEXT_PUBLIC_CLERK_PROXY_URL: optionalText,
  VAPI_BASE_URL: z.url().default("https://api.vapi.ai"),
  VAPI_PLATFORM_WEBHOOK_SECRET: z.string().min(24).optional(),
  /** Id of the HighLevel marketplace app; opens the door that serves all of its installations. */
  GHL_APP_ID: optionalText,
  /** PEM of the Ed25519 key that HighLevel signs with; HighLevel's own unless another stands in for it. */
  GHL_WEBHOOK_PUBLIC_KEY: publicKey,
  /** Where HighLevel keeps the files of messages; its interface names them, and nothing else is fetched. */
  GHL_FILE_HOSTS: fileHosts.prefault(
    "storage.googleapis.com/msgsndr,storage.leadconnectorhq.com,assets.cdn.filesafe.space",
  ),
  EVOLUTION_BASE_URL: optionalUrl,
  /** The gateway's own key: makes instances. Everything else is done with the instance's token. */
  EVOLUTION_GLOBAL_KEY: optionalText,
  /** Meta's Graph API with its version: asked whose number of WhatsApp Business it is. */
  META_GRAPH_BASE_URL: z.url().default("https://graph.facebook.com/v23.0"),
  GHL_BASE_URL: z.url().default("https://services.leadconnectorhq.com"),
  TWILIO_BASE_URL: z.url().default("https://api.twilio.com"),
  ALOWARE_BASE_URL: z.url().default("https://app.aloware.io"),
  UPSTASH_REDIS_REST_URL: optionalUrl,
  UPSTASH_REDIS_REST_TOKEN: optionalText,
  SENTRY_DSN: optionalUrl,
});

export type Env = z.output<typeof schema>;
export const ENV_NAMES: readonly string[] = Object.keys(schema.shape);

export type EnvProblem = { setting: string; reason: string };
export type EnvResult = { ok: true; env: Env } | { ok: false; problems: EnvProblem[] };

/** Reads settings from `source`. Empty strings count as unset. Problems name settings, never their values. */
export function parseEnv(source: Record<string, string | undefined>): EnvResult {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const result = schema.safeParse(present);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => ({
      setting: String(issue.path[0] ?? "settings"),
      reason: issue.code === "custom" ? issue.message : `is not valid (${issue.code.replaceAll("_", " ")})`,
    }));
    return { ok: false, problems };
  }
  return { ok: true, env: result.data };
}

const CLERK_HOST = /(^|\.)clerk\.(com|dev|accounts\.dev)$/;

function isWeakKey(key: Buffer): boolean {
  return new Set(key).size < 8;
}

/** What must not stand in production (AUTH-08, SEC-04, TEN-01); an empty list means that the process may boot. */
export function unsafeSettings(env: Env): EnvProblem[] {
  const problems: EnvProblem[] = [];
  const refuse = (setting: string, reason: string) => problems.push({ setting, reason });
  if (env.ENCRYPTION_KEYS === undefined) refuse("ENCRYPTION_KEYS", "is missing");
  for (const key of env.ENCRYPTION_KEYS?.values() ?? []) {
    if (isWeakKey(key)) refuse("ENCRYPTION_KEYS", "holds a key that is not random");
  }
  if (env.CLERK_SECRET_KEY === undefined) refuse("CLERK_SECRET_KEY", "is missing");
  if (env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY === undefined) refuse("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", "is missing");
  if ((env.UPSTASH_REDIS_REST_URL === undefined) !== (env.UPSTASH_REDIS_REST_TOKEN === undefined)) {
    refuse("UPSTASH_REDIS_REST_URL", "and UPSTASH_REDIS_REST_TOKEN belong together");
  }
  if (env.DOCKETLINE_MODE === "embedded") {
    if (!isLoopback(env.APP_URL)) refuse("DOCKETLINE_MODE", "embedded serves this machine only: APP_URL must be local");
    return problems;
  }
  if (env.DOCKETLINE_DEMO_CLOCK_MINUTES !== 0) refuse("DOCKETLINE_DEMO_CLOCK_MINUTES", "is for the embedded mode only");
  if (env.OUTGOING_WEBHOOKS_ALLOW_LOOPBACK) {
    refuse("OUTGOING_WEBHOOKS_ALLOW_LOOPBACK", "is for the embedded mode only");
  }
  if (env.NODE_ENV !== "production") return problems;
  if (env.GHL_WEBHOOK_PUBLIC_KEY !== GHL_VENDOR_KEY) refuse("GHL_WEBHOOK_PUBLIC_KEY", "is not HighLevel's own key");
  for (const name of ["CLERK_API_URL", "CLERK_FAPI_URL"] as const) {
    const url = env[name];
    if (url !== undefined && !CLERK_HOST.test(new URL(url).hostname)) refuse(name, "points to a stand-in for Clerk");
  }
  if (env.DATABASE_URL === undefined) refuse("DATABASE_URL", "is missing");
  if (env.DATABASE_URL !== undefined && env.DATABASE_URL === env.DATABASE_OWNER_URL) {
    refuse("DATABASE_URL", "is the owner's connection");
  }
  if (env.CLERK_AUTHORIZED_PARTIES === undefined) refuse("CLERK_AUTHORIZED_PARTIES", "is missing");
  if (env.CLERK_WEBHOOK_SIGNING_SECRET === undefined) refuse("CLERK_WEBHOOK_SIGNING_SECRET", "is missing");
  if (env.JOBS_SECRET === undefined) refuse("JOBS_SECRET", "is missing");
  if (!env.APP_URL.startsWith("https://") && !isLoopback(env.APP_URL)) refuse("APP_URL", "must be https");
  return problems;
}

function isLoopback(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}

let cached: Env | undefined;

/**
 * The process's settings, read once.
 * @throws Error naming the first wrong setting, never its value
 */
export function getEnv(): Env {
  if (cached) return cached;
  const result = parseEnv(process.env);
  if (!result.ok) {
    const [problem] = result.problems;
    throw new Error(`Setting ${problem?.setting ?? "?"} ${problem?.reason ?? "is wrong"}`);
  }
  cached = result.env;
  return cached;
}
