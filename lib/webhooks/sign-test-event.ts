import "server-only";
import { createHmac, randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { type EndpointMode, proofHeaderOf } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import type { TestEvent } from "./test-event";

type Unsigned = {
  provider: string;
  /** Every mode but the one whose key only the provider has. */
  mode: Exclude<EndpointMode, "ghl-ed25519">;
  secret: string;
  event: TestEvent;
  /** The public address that it goes to; Twilio's signature covers it. */
  url: string;
  now: Date;
};

/** The headers that prove a test event as the endpoint's sender would prove its own. */
export function signTestEvent(unsigned: Unsigned): Record<string, string> {
  const { provider, mode, secret, event, url, now } = unsigned;
  const { body } = event;
  const seconds = Math.floor(now.getTime() / 1_000);
  switch (mode) {
    case "standard-webhooks": {
      const id = `msg_${randomUUID()}`;
      const signature = new Webhook(secret).sign(id, now, body);
      return { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": signature };
    }
    case "vapi-hmac":
      return { "x-timestamp": String(seconds), "x-signature": hex(secret, `${seconds}.${body}`) };
    case "timestamped-hmac":
      return { "x-webhook-signature": `t=${seconds},v1=${hex(secret, `${seconds}.${body}`)}` };
    case "body-hmac":
      return { "x-hub-signature-256": `sha256=${hex(secret, body)}` };
    case "clio-hmac":
      return { "x-hook-signature": hex(secret, body) };
    case "twilio-signature":
      return { "x-twilio-signature": twilioSignature(secret, url, body) };
    case "basic":
      return { authorization: `Basic ${Buffer.from(secret).toString("base64")}` };
    case "bearer":
      return { authorization: `Bearer ${secret}` };
    case "secret-header":
    case "make-apikey":
      return { [proofHeaderOf(provider, mode).toLowerCase()]: secret };
    case "evolution-jwt":
      return { authorization: `Bearer ${evolutionToken(secret, seconds)}` };
    case "evolution-jwt-header":
      return {
        authorization: `Bearer ${evolutionToken(secret, seconds)}`,
        "x-docketline-secret": evolutionHeaderValue(secret),
      };
  }
}

/** What a firm enters at Evolution as the value of `x-docketline-secret`: derived, so that one secret serves both headers. */
export function evolutionHeaderValue(secret: string): string {
  return createHmac("sha256", secret).update("docketline webhook header").digest("base64url");
}

function hex(secret: string, content: string): string {
  return createHmac("sha256", secret).update(content).digest("hex");
}

/** twilio 6.2.0, lib/webhooks/webhooks.js: the address, then every parameter's name and value in the order of the names. */
function twilioSignature(secret: string, url: string, form: string): string {
  const sorted = [...new URLSearchParams(form)].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const content = url + sorted.map(([name, value]) => name + value).join("");
  return createHmac("sha1", secret).update(content).digest("base64");
}

/** The token that Evolution API 2.3 makes of `jwt_key`. */
function evolutionToken(secret: string, seconds: number): string {
  const claims = { iat: seconds, exp: seconds + 600, app: "evolution", action: "webhook" };
  const content = [{ alg: "HS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}
