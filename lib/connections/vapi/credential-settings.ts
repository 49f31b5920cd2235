import "server-only";
import type { EndpointMode } from "@/lib/domain/webhook-endpoints/provider-modes.schema";

/** A field of VAPI's form for a custom credential, in VAPI's own words, and what belongs into it. */
export type CredentialSetting = { field: string; value: string };

/**
 * What a credential at VAPI has to say so that its deliveries pass a door of this mode, without the secret itself
 * (`HMACAuthenticationPlan` and bearer credential of @vapi-ai/server-sdk 2.0.1). Standard Webhooks signs id, time and body.
 */
export function credentialSettings(mode: EndpointMode): CredentialSetting[] {
  switch (mode) {
    case "standard-webhooks":
      return [
        { field: "Authentication type", value: "HMAC" },
        { field: "Algorithm", value: "sha256" },
        { field: "Secret is base64", value: "true" },
        { field: "Signature header", value: "webhook-signature" },
        { field: "Signature prefix", value: "v1," },
        { field: "Signature encoding", value: "base64" },
        { field: "Include timestamp", value: "true" },
        { field: "Timestamp header", value: "webhook-timestamp" },
        { field: "Message ID header", value: "webhook-id" },
        { field: "Payload format", value: "{svix-id}.{timestamp}.{body}" },
      ];
    case "vapi-hmac":
      return [
        { field: "Authentication type", value: "HMAC" },
        { field: "Algorithm", value: "sha256" },
        { field: "Secret is base64", value: "false" },
        { field: "Signature header", value: "x-signature" },
        { field: "Signature encoding", value: "hex" },
        { field: "Include timestamp", value: "true" },
        { field: "Timestamp header", value: "x-timestamp" },
        { field: "Payload format", value: "{timestamp}.{body}" },
      ];
    case "bearer":
      return [
        { field: "Authentication type", value: "Bearer" },
        { field: "Header name", value: "Authorization" },
        { field: "Bearer prefix", value: "true" },
      ];
    case "secret-header":
      return [
        { field: "Authentication type", value: "Bearer" },
        { field: "Header name", value: "X-Vapi-Secret" },
        { field: "Bearer prefix", value: "false" },
      ];
    default:
      return [];
  }
}

/** The door's secret as VAPI's form takes it: plain base64 where the secret is kept as `whsec_…`. */
export function credentialSecret(secret: string): string {
  return secret.replace(/^whsec_/, "");
}
