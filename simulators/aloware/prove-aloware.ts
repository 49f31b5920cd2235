import { createHmac } from "node:crypto";

type Proof = { mode: string; secret: string };

/**
 * The proof header in the way that the firm chose. Aloware itself knows Basic and Bearer and signs nothing
 * (providers-voice C.2); `body-hmac` is what a signing relay in front of it adds. For Basic the secret is `user:password`.
 * Throws on any other way.
 */
export function proveAloware({ mode, secret }: Proof, body: string): Record<string, string> {
  switch (mode) {
    case "basic":
      return { Authorization: `Basic ${Buffer.from(secret, "utf8").toString("base64")}` };
    case "bearer":
      return { Authorization: `Bearer ${secret}` };
    case "body-hmac":
      return { "X-Hub-Signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` };
    default:
      throw new Error(`Aloware cannot prove itself by ${mode}`);
  }
}
