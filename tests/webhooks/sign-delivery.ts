import { createHash, createHmac, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import type { VerificationMode } from "@/lib/webhooks/verify-signature";

// Written apart from lib/webhooks/schemes, after the providers' documentation, so that both can be wrong only together.

const ghl = generateKeyPairSync("ed25519");

/** The key that stands for HighLevel's in the suites: set GHL_WEBHOOK_PUBLIC_KEY to it before the settings are read. */
export const TEST_GHL_PUBLIC_KEY = ghl.publicKey.export({ type: "spki", format: "pem" }).toString().trim();

export type Signing = {
  mode: VerificationMode;
  secret: string;
  provider: string;
  /** The public URL of the door. */
  url: string;
  contentType: string;
  body: string | Buffer;
  at?: Date;
  /** The sender's id of the delivery, the same for a repeat. */
  deliveryId?: string;
};

/** The headers, and where the sender adds one the query, that prove a delivery. */
export function signDelivery(signing: Signing): { headers: Record<string, string>; query: string | undefined } {
  const { mode, secret, body, provider, at = new Date(), deliveryId = `msg_${randomUUID()}` } = signing;
  const seconds = Math.floor(at.getTime() / 1_000);
  const hex = (...content: (string | Buffer)[]) => hmac("sha256", secret, content).toString("hex");
  const of = (headers: Record<string, string>) => ({ headers, query: undefined });
  switch (mode) {
    case "standard-webhooks": {
      const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
      const signature = hmac("sha256", key, [`${deliveryId}.${seconds}.`, body]).toString("base64");
      return of({
        "webhook-id": deliveryId,
        "webhook-timestamp": String(seconds),
        "webhook-signature": `v1,${signature}`,
      });
    }
    case "vapi-hmac":
      return of({ "x-timestamp": String(seconds), "x-signature": hex(`${seconds}.`, body) });
    case "timestamped-hmac":
      return of({ "x-webhook-signature": `t=${seconds},v1=${hex(`${seconds}.`, body)}` });
    case "body-hmac":
      return of({ "x-hub-signature-256": `sha256=${hex(body)}` });
    case "clio-hmac":
      return of({ "x-hook-signature": hex(body) });
    case "bearer":
      return of({ authorization: `Bearer ${secret}` });
    case "basic":
      return of({ authorization: `Basic ${Buffer.from(secret).toString("base64")}` });
    case "secret-header":
      return of({ [provider === "vapi" ? "x-vapi-secret" : "x-docketline-secret"]: secret });
    case "make-apikey":
      return of({ "x-make-apikey": secret });
    case "evolution-jwt":
      return of({ authorization: `Bearer ${jwt(secret, seconds)}` });
    case "evolution-jwt-header":
      return of({
        authorization: `Bearer ${jwt(secret, seconds)}`,
        "x-docketline-secret": hmac("sha256", secret, ["docketline webhook header"]).toString("base64url"),
      });
    case "ghl-ed25519":
      return of({ "x-ghl-signature": sign(null, Buffer.from(body), ghl.privateKey).toString("base64") });
    case "twilio-signature":
      return twilio(signing);
  }
}

/** Modes whose proof covers the body, so that one changed byte breaks it. */
export const BODY_BOUND: ReadonlySet<VerificationMode> = new Set<VerificationMode>([
  "standard-webhooks",
  "vapi-hmac",
  "timestamped-hmac",
  "body-hmac",
  "clio-hmac",
  "ghl-ed25519",
  "twilio-signature",
]);

/** Modes whose proof bears a time, with the seconds after which it is too old. */
export const LASTS_SECONDS: Partial<Record<VerificationMode, number>> = {
  "standard-webhooks": 300,
  "vapi-hmac": 300,
  "timestamped-hmac": 300,
  "evolution-jwt": 600 + 1_800,
  "evolution-jwt-header": 600 + 1_800,
};

function hmac(algorithm: string, key: string | Buffer, content: readonly (string | Buffer)[]): Buffer {
  const digest = createHmac(algorithm, key);
  for (const part of content) digest.update(part);
  return digest.digest();
}

function jwt(secret: string, iat: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iat, exp: iat + 600, app: "evolution", action: "webhook" };
  const content = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${content}.${hmac("sha256", secret, [content]).toString("base64url")}`;
}

function twilio({ secret, url, contentType, body }: Signing) {
  if (contentType.startsWith("application/x-www-form-urlencoded")) {
    const parameters = new URLSearchParams(String(body));
    const names = [...new Set(parameters.keys())].toSorted();
    const text = names.map((name) => [...new Set(parameters.getAll(name))].toSorted().map((value) => name + value));
    const signature = hmac("sha1", secret, [url, text.flat().join("")]).toString("base64");
    return { headers: { "x-twilio-signature": signature }, query: undefined };
  }
  const query = `bodySHA256=${createHash("sha256").update(body).digest("hex")}`;
  const signature = hmac("sha1", secret, [`${url}?${query}`]).toString("base64");
  return { headers: { "x-twilio-signature": signature }, query };
}
