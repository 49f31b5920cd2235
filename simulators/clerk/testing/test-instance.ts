import { generateKeyPairSync, randomBytes } from "node:crypto";
import {
  type ClerkSimulator,
  type ClerkSimulatorOptions,
  createClerkSimulator,
} from "@/simulators/clerk/create-clerk-simulator";

export const APP_ORIGIN = "http://localhost:3000";
export const ISSUER = "https://clerk.docketline.test";
export const SECRET_KEY = `sk_${randomBytes(16).toString("hex")}`;
export const PUBLISHABLE_KEY = `pk_live_${Buffer.from("clerk.docketline.test$").toString("base64")}`;
const PRIVATE_KEY_PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

/** A simulator with the demo firms, no file and no webhooks unless the options say otherwise. */
export function createTestInstance(options: Partial<ClerkSimulatorOptions> = {}): ClerkSimulator {
  return createClerkSimulator({
    publishableKey: PUBLISHABLE_KEY,
    secretKey: SECRET_KEY,
    privateKeyPem: PRIVATE_KEY_PEM,
    appUrl: APP_ORIGIN,
    ...options,
  });
}
