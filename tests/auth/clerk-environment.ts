import { AsyncLocalStorage } from "node:async_hooks";
import { generateKeyPairSync } from "node:crypto";
import { createRequire } from "node:module";
import { vi } from "vitest";

// Imported before anything of ours: settings are read once, at the first import that needs them. The key stands for
// Clerk's instance key; the publishable key names a host that does not exist, so nothing can be asked of a network.

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

export const signingKey = privateKey;
export const publicPem = publicKey.export({ type: "spki", format: "pem" }).toString();
export const issuer = "https://clerk.firm-desk.test";
export const appUrl = "http://localhost:3000";
export const webhookSecret = `whsec_${Buffer.alloc(32, "clerk-webhook-test").toString("base64")}`;
const publishableKey = `pk_live_${Buffer.from("clerk.firm-desk.test$").toString("base64").replace(/=+$/, "")}`;

Object.assign(process.env, {
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey,
  CLERK_SECRET_KEY: "a-secret-key-of-the-suite-and-of-nothing-else",
  CLERK_JWT_KEY: publicPem,
  CLERK_API_URL: "http://127.0.0.1:9",
  CLERK_AUTHORIZED_PARTIES: appUrl,
  CLERK_WEBHOOK_SIGNING_SECRET: webhookSecret,
  NEXT_PUBLIC_CLERK_TELEMETRY_DISABLED: "1",
  APP_URL: appUrl,
  LOG_LEVEL: "silent",
});

/** The headers of the request that is being served. */
export const requestHeaders = new AsyncLocalStorage<Headers>();

// Next knows which request it is serving; here the suite says so.
vi.mock("next/headers", () => ({
  headers: async () => requestHeaders.getStore() ?? new Headers(),
}));

// Clerk's auth() asks for `server-only` with a plain require at run time, which the alias of the suite does not reach.
const require = createRequire(import.meta.url);
const serverOnly = require.resolve("server-only");
require.cache[serverOnly] = Object.assign(new (require("node:module"))(serverOnly), { loaded: true, exports: {} });
