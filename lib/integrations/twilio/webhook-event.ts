import "server-only";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";
import { readCloudEvents } from "./webhook-cloud-events";
import type { TwilioEvent } from "./webhook-fact";
import { readForm } from "./webhook-form";
import { twilioForm } from "./webhook-schema";

/** Reads a form or a JSON document of Event Streams; null when it is neither. Works on what is stored of it as well. */
export function decodeTwilioEvent(json: JsonValue): TwilioEvent | null {
  if (json === null || typeof json !== "object") return null;
  if (Array.isArray(json) || "specversion" in json) return readCloudEvents(Array.isArray(json) ? json : [json]);
  const form = twilioForm.safeParse(json);
  return form.success ? readForm(form.data) : null;
}
