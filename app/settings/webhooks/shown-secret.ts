import "server-only";
import { type EndpointMode, secretSourceOf } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { evolutionHeaderValue } from "@/lib/webhooks/sign-test-event";

/** A value that the firm enters at the sender. */
export type SecretPart = { name: "secret" | "user" | "password" | "header"; value: string };

/** What may be shown of a secret: its parts as the sender's form takes them, and nothing where the provider made it. */
export function shownSecret(mode: EndpointMode, secret: string): SecretPart[] {
  if (secretSourceOf(mode) !== "minted") return [];
  if (mode === "basic") {
    const colon = secret.indexOf(":");
    return [
      { name: "user", value: secret.slice(0, colon) },
      { name: "password", value: secret.slice(colon + 1) },
    ];
  }
  const parts: SecretPart[] = [{ name: "secret", value: secret }];
  return mode === "evolution-jwt-header" ? [...parts, { name: "header", value: evolutionHeaderValue(secret) }] : parts;
}
