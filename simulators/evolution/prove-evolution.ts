import { createHmac } from "node:crypto";
import { signBody } from "../senders/proofs/sign-body";
import { UnknownMode } from "../senders/proofs/unknown-mode";
import type { Target } from "../senders/sender";

const JWT_SECONDS = 600;
const HEADER_PURPOSE = "docketline webhook header";

/** Mints the gateway's JWT for one event; a later call for the same event and secret gives the same token. */
export type Minter = (secret: string, now: Date) => string;

/**
 * The headers that prove an event. `evolution-jwt`: the gateway's own `jwt_key`; `body-hmac`: a signing relay in front of
 * it; `secret-header` and the second factor of `evolution-jwt-header`: a header that the firm entered at the instance.
 */
export function proveEvolution(
  target: Target,
  subject: { body: string; now: Date; mint: Minter },
): Record<string, string> {
  const { secret, mode } = target;
  const authorization = () => ({ authorization: `Bearer ${subject.mint(secret, subject.now)}` });
  switch (mode) {
    case "evolution-jwt":
      return authorization();
    case "evolution-jwt-header":
      return { ...authorization(), "x-docketline-secret": headerSecretOf(secret) };
    case "body-hmac":
      return signBody({ body: subject.body, secret });
    case "secret-header":
      return { "x-docketline-secret": secret };
    default:
      throw new UnknownMode(target);
  }
}

/**
 * Mints once and remembers, as the gateway does: what it re-sends twenty minutes later carries the token of the first
 * attempt, expired by then.
 */
export function createMinter(): Minter {
  const minted = new Map<string, string>();
  return (secret, now) => {
    const token = minted.get(secret) ?? mintJwt(secret, now);
    minted.set(secret, token);
    return token;
  };
}

/** HS256 over exactly `{iat, exp, app, action}`, bound to neither body nor instance. */
export function mintJwt(secret: string, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000);
  const claims = { iat, exp: iat + JWT_SECONDS, app: "evolution", action: "webhook" };
  const content = [{ alg: "HS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}

/** What the firm enters as the static header: derived from the one secret that it was shown. */
export function headerSecretOf(secret: string): string {
  return createHmac("sha256", secret).update(HEADER_PURPOSE).digest("base64url");
}
