import "server-only";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";

/** Beside Twilio's own parameters, which begin with capitals but never with our name. */
const PARAMETER = "DocketlineReference";
const REFERENCE = /^[0-9a-f]{32}$/;

/**
 * What is kept of a form, with the opaque id of the send that its status callback was made for: it stands in the address,
 * which the signature covers, and the work begins from what is kept. The same name in a body is not ours and is left out.
 */
export function keepReference(json: JsonValue, reference: string | null): JsonValue {
  if (json === null || typeof json !== "object" || Array.isArray(json) || "specversion" in json) return json;
  const { [PARAMETER]: _, ...form } = json;
  return reference !== null && REFERENCE.test(reference) ? { ...form, [PARAMETER]: reference } : form;
}
