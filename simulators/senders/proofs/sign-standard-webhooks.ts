import { createHmac } from "node:crypto";

type Subject = { id: string; now: Date; body: string; secret: string };

/**
 * The three headers of Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`, base64, with the bytes that follow
 * `whsec_` in the secret. The timestamp is the attempt's, in seconds; the id stays.
 */
export function signStandardWebhooks({ id, now, body, secret }: Subject): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}
