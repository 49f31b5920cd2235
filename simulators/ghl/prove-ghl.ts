import { sign } from "node:crypto";
import { signBody } from "@/simulators/senders/proofs/sign-body";
import { UnknownMode } from "@/simulators/senders/proofs/unknown-mode";
import type { Target } from "@/simulators/senders/sender";
import { ghlSigningKey } from "./ghl-signing-key";

/**
 * The proof header. Marketplace events: `X-GHL-Signature`, base64 Ed25519 over the raw body with one key for all apps
 * (providers-crm A.7), here the key at `GHL_SIMULATOR_KEY`. Workflow webhooks carry no signature of the platform, only
 * what the firm set up: an HMAC of a relay, or its secret in a header of its own (A.8). Throws UnknownMode.
 */
export function proveGhl(target: Target, body: string): Record<string, string> {
  const { mode, secret } = target;
  switch (mode) {
    case "ghl-ed25519": {
      const key = ghlSigningKey(process.env["GHL_SIMULATOR_KEY"] || undefined);
      return { "X-GHL-Signature": sign(null, Buffer.from(body), key).toString("base64") };
    }
    case "body-hmac":
      return signBody({ body, secret });
    case "secret-header":
      return { "x-docketline-secret": secret };
    default:
      throw new UnknownMode(target);
  }
}
