import { z } from "zod";

const backoffPlan = z.strictObject({
  type: z.enum(["fixed", "exponential"]),
  maxRetries: z.number().int().min(0).max(10),
  baseDelaySeconds: z.number().min(0).max(10),
  excludedStatusCodes: z.array(z.number().int()).optional(),
});

/** Where the provider posts webhooks to (`Server` of the REST reference): timeout 1 to 300 s, 20 s by default. */
export const serverConfig = z.strictObject({
  url: z.string().refine(isHttpUrl, { message: "must be a URL address" }),
  credentialId: z.uuid().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  timeoutSeconds: z.number().min(1).max(300).optional(),
  staticIpAddressesEnabled: z.boolean().optional(),
  encryptedPaths: z.array(z.string()).optional(),
  backoffPlan: backoffPlan.optional(),
});

export type ServerConfig = z.output<typeof serverConfig>;

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
