import "server-only";
import { randomBytes } from "node:crypto";

const SECRET_BYTES = 32;

/** A new signing secret of 32 random bytes as Standard Webhooks 1.0.0 writes it: `whsec_<base64>`. */
export function mintSubscriptionSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
}
