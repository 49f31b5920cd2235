import { z } from "zod";

/**
 * Names that a firm may not set: what the connection, the body or the signature is about, and what proxies and servers
 * believe about who is asking (providers-crm C.4).
 */
const RESERVED =
  /^(host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|date|via|forwarded|cookie|user-agent|origin|referer|range|x-real-ip|x-original-url|x-rewrite-url)$|^(webhook|content|accept|if|proxy|sec|access-control|x-forwarded|x-http-method)(-|$)/;

const headerName = z
  .string()
  .trim()
  .toLowerCase()
  .max(64, { error: "tooLong" })
  .regex(/^[a-z0-9][a-z0-9_-]*$/, { error: "headerName" })
  .refine((name) => !RESERVED.test(name), { error: "reservedHeader" });

/** Printable ASCII, at most 512 characters, as Make's `x-make-apikey` (apps.make.com/gateway). */
const headerValue = z
  .string()
  .trim()
  .min(1, { error: "required" })
  .max(512, { error: "tooLong" })
  .regex(/^[\x20-\x7e]+$/, { error: "headerValue" });

const MAX_HEADERS = 10;

/** No name twice, ten at most. What is wrong is said of the list as a whole, because a form shows one message for it. */
function headerList<Value extends z.ZodType>(value: Value) {
  const strict = z
    .array(z.strictObject({ name: headerName, value }))
    .max(MAX_HEADERS, { error: "tooMany" })
    .refine((headers) => new Set(headers.map(({ name }) => name)).size === headers.length, { error: "headerTwice" });
  return z
    .array(z.strictObject({ name: z.string(), value: z.string().nullable() }))
    .transform((headers, context): z.output<typeof strict> => {
      const result = strict.safeParse(headers);
      if (result.success) return result.data;
      context.addIssue({ code: "custom", message: result.error.issues[0]?.message ?? "invalid" });
      return z.NEVER;
    });
}

export const newHeaders = headerList(headerValue).default([]);

/** A value of null keeps what is saved under the name. */
export const changedHeaders = headerList(headerValue.nullable());
