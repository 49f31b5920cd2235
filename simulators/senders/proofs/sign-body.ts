import { createHmac } from "node:crypto";

/** A signing relay's header: HMAC-SHA256 over the body alone, hex, as `x-hub-signature-256: sha256=<hex>`. */
export function signBody({ body, secret }: { body: string; secret: string }): Record<string, string> {
  return { "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` };
}
