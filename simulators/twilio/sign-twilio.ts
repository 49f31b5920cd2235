import { createHmac } from "node:crypto";

/** Form parameters in the order of the wire; a name may come more than once. */
export type TwilioParameters = readonly (readonly [name: string, value: string])[];

/**
 * `X-Twilio-Signature`: base64 HMAC-SHA1 over the URL and, for a form, every name with its value, sorted by UTF-16 code
 * units; the values of a repeated name are sorted, each counted once (twilio 6.2.0, lib/webhooks/webhooks.js). A JSON
 * request has no parameters: its body is in the URL as `bodySHA256`.
 */
export function signTwilio(authToken: string, url: string, parameters: TwilioParameters): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of parameters) values.set(name, (values.get(name) ?? new Set()).add(value));
  const content = [...values.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, given]) => [...given].sort().map((value) => name + value));
  return createHmac("sha1", authToken)
    .update([url, ...content].join(""), "utf8")
    .digest("base64");
}
