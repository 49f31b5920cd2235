import "server-only";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";
import { defineProvider } from "@/lib/webhooks/provider";
import { redactJson } from "@/lib/webhooks/redact-json";
import { type AlowareEvent, decodeAlowareEvent } from "./webhook-event";
import { recordAlowareFacts } from "./webhook-record";

/** A recording's address opens it for anybody (providers-voice C.2). */
const DROPPED = new Set(["directrecordingurl", "recordingurl", "voicemailurl"]);
const WORDS = new Set(["body"]);
const NONE = new Set<string>();

/** Aloware: no account in its bodies, no signature of its own, and up to six webhooks for one call. */
export const aloware = defineProvider<"aloware", AlowareEvent>({
  name: "aloware",
  maxBytes: 1_048_576,
  contentTypes: ["application/json"],
  modes: ["basic", "bearer", "body-hmac"],
  decode: decodeAlowareEvent,
  describe: ({ type, identity, facts }, { bodyHash }) => ({
    type,
    identity: identity ?? bodyHash(),
    isHandled: facts.length > 0,
  }),
  bind: () => ({ kind: "bound", callId: null }),
  redact: (json) => redactJson(json, { dropped: DROPPED, words: isText(json) ? WORDS : NONE }),
  handle: recordAlowareFacts,
});

function isText(json: JsonValue): boolean {
  return decodeAlowareEvent(json)?.isText === true;
}
