import { createHmac } from "node:crypto";

type Subject = { now: Date; body: string; secret: string };

/** The header list that Stripe made known: `t=<s>,v1=<hex>`, HMAC-SHA256 over `t.body` with the secret's characters. */
export function signTimestamped({ now, body, secret }: Subject): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return { "x-webhook-signature": `t=${timestamp},v1=${signature}` };
}
