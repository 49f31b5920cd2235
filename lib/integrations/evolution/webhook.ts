import "server-only";
import { bindAccount, defineProvider } from "@/lib/webhooks/provider";
import { redactJson } from "@/lib/webhooks/redact-json";
import { decodeEvolutionEvent, type EvolutionEvent } from "./webhook-event";
import { recordEvolutionFacts } from "./webhook-record";

/**
 * The instance's token and its QR code open the firm's WhatsApp; `destination` is our own address with its token; a file's
 * key, link and bytes are fetched from the gateway when they are needed, not kept here.
 */
const DROPPED = new Set([
  "base64",
  "code",
  "destination",
  "directpath",
  "disconnectionobject",
  "fileencsha256",
  "filesha256",
  "headers",
  "jpegthumbnail",
  "mediakey",
  "mediaurl",
  "messagesecret",
  "midqualityfilesha256",
  "pairingcode",
  "pngthumbnail",
  "profilepictureurl",
  "profilepicurl",
  "qrcode",
  "scanssidecar",
  "serverurl",
  "streamingsidecar",
  "thumbnail",
  "thumbnaildirectpath",
  "url",
  "vcard",
  "waveform",
  "webhook",
]);
const WORDS = new Set(["caption", "conversation", "selecteddisplaytext", "text", "title"]);

/** WhatsApp through an Evolution API gateway. Its JWT says nothing of the body, so the instance must be the endpoint's. */
export const evolution = defineProvider<"evolution", EvolutionEvent>({
  name: "evolution",
  maxBytes: 1_048_576,
  contentTypes: ["application/json"],
  modes: ["evolution-jwt", "evolution-jwt-header", "body-hmac", "secret-header"],
  decode: decodeEvolutionEvent,
  describe: ({ type, identity, facts }, { bodyHash }) => ({
    type,
    identity: identity ?? bodyHash(),
    isHandled: facts.length > 0,
  }),
  bind: (event, { account }) => bindAccount(event.instance, account),
  redact: (json) => redactJson(json, { dropped: DROPPED, words: WORDS }),
  handle: recordEvolutionFacts,
});
