import { z } from "zod";

const hmacPlan = z
  .strictObject({
    type: z.literal("hmac"),
    secretKey: z.string().min(1),
    algorithm: z.enum(["sha256", "sha512", "sha1"]),
    signatureHeader: z.string().optional(),
    timestampHeader: z.string().optional(),
    messageIdHeader: z.string().optional(),
    signaturePrefix: z.string().optional(),
    includeTimestamp: z.boolean().optional(),
    payloadFormat: z.string().optional(),
    signatureEncoding: z.enum(["hex", "base64"]).optional(),
    secretIsBase64: z.boolean().optional(),
    timestampUnit: z.enum(["seconds", "milliseconds"]).optional(),
  })
  .refine((plan) => plan.secretIsBase64 !== true || /^[A-Za-z0-9+/]+={0,2}$/.test(plan.secretKey), {
    path: ["secretKey"],
    message: "must be base64",
  });

const bearerPlan = z.strictObject({
  type: z.literal("bearer"),
  token: z.string().min(1),
  headerName: z.string().optional(),
  bearerPrefixEnabled: z.boolean().optional(),
});

/**
 * `POST /credential` exists here only: with the real provider a person makes credentials in the dashboard. The plans are
 * the provider's (`HmacAuthenticationPlan`, bearer) and `timestampUnit`, because the real unit is not documented.
 */
export const credentialInput = z.strictObject({
  provider: z.literal("custom-credential"),
  name: z.string().max(40).optional(),
  authenticationPlan: z.discriminatedUnion("type", [hmacPlan, bearerPlan]),
});

export type CredentialInput = z.output<typeof credentialInput>;
export type AuthenticationPlan = CredentialInput["authenticationPlan"];
export type HmacPlan = Extract<AuthenticationPlan, { type: "hmac" }>;
