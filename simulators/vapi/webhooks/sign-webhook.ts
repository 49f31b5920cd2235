import { createHmac } from "node:crypto";
import type { AuthenticationPlan, HmacPlan } from "../schema/credential.schema";

export type SignatureMode = "standard-webhooks" | "hmac" | "bearer" | "secret-header" | "none" | "withheld";

export type SignatureHeaders = { headers: Record<string, string>; mode: SignatureMode };

/** `timestamp` is the instant that the delivery claims; `messageId` stays the same when a delivery is repeated. */
type Subject = { body: string; url: string; method: "POST"; messageId: string; timestamp: Date };

/**
 * The proof headers of one delivery. HMAC follows the provider's `HMACAuthenticationPlan` with its defaults: header
 * `x-signature`, `x-timestamp`, content `{timestamp}.{body}`, hex. Standard Webhooks is one setting of the same plan.
 * A bearer token under another header than `Authorization` goes out bare, which is how `X-Vapi-Secret` is made.
 */
export function signWebhook(plan: AuthenticationPlan, subject: Subject): SignatureHeaders {
  switch (plan.type) {
    case "hmac":
      return { headers: hmacHeaders(plan, subject), mode: isStandardWebhooks(plan) ? "standard-webhooks" : "hmac" };
    case "bearer": {
      const name = plan.headerName ?? "Authorization";
      const isAuthorization = name.toLowerCase() === "authorization";
      const isPrefixed = plan.bearerPrefixEnabled ?? isAuthorization;
      return {
        headers: { [name]: isPrefixed ? `Bearer ${plan.token}` : plan.token },
        mode: isAuthorization ? "bearer" : "secret-header",
      };
    }
  }
}

function hmacHeaders(plan: HmacPlan, subject: Subject): Record<string, string> {
  const isStamped = plan.includeTimestamp ?? true;
  const milliseconds = subject.timestamp.getTime();
  const timestamp = String(plan.timestampUnit === "milliseconds" ? milliseconds : Math.floor(milliseconds / 1000));
  const format = plan.payloadFormat ?? (isStamped ? "{timestamp}.{body}" : "{body}");
  const placeholders: Readonly<Record<string, string>> = {
    "{body}": subject.body,
    "{timestamp}": timestamp,
    "{method}": subject.method,
    "{url}": subject.url,
    "{svix-id}": subject.messageId,
  };
  const content = format.replace(/\{(?:body|timestamp|method|url|svix-id)\}/g, (name) => placeholders[name] ?? name);
  const key = plan.secretIsBase64 === true ? Buffer.from(plan.secretKey, "base64") : Buffer.from(plan.secretKey);
  const digest = createHmac(plan.algorithm, key)
    .update(content)
    .digest(plan.signatureEncoding ?? "hex");
  return {
    [plan.signatureHeader ?? "x-signature"]: `${plan.signaturePrefix ?? ""}${digest}`,
    ...(isStamped ? { [plan.timestampHeader ?? "x-timestamp"]: timestamp } : {}),
    ...(plan.messageIdHeader === undefined ? {} : { [plan.messageIdHeader]: subject.messageId }),
  };
}

function isStandardWebhooks(plan: HmacPlan): boolean {
  return plan.signatureHeader?.toLowerCase() === "webhook-signature" && plan.signaturePrefix === "v1,";
}
