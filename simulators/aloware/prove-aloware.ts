import { signBody } from "@/simulators/senders/proofs/sign-body";
import { UnknownMode } from "@/simulators/senders/proofs/unknown-mode";
import type { Target } from "@/simulators/senders/sender";

/**
 * The proof header in the way that the firm chose. Aloware itself knows Basic and Bearer and signs nothing
 * (providers-voice C.2); `body-hmac` is what a signing relay in front of it adds. For Basic the secret is `user:password`.
 * Throws UnknownMode.
 */
export function proveAloware(target: Target, body: string): Record<string, string> {
  const { mode, secret } = target;
  switch (mode) {
    case "basic":
      return { Authorization: `Basic ${Buffer.from(secret, "utf8").toString("base64")}` };
    case "bearer":
      return { Authorization: `Bearer ${secret}` };
    case "body-hmac":
      return signBody({ body, secret });
    default:
      throw new UnknownMode(target);
  }
}
