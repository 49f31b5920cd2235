import "server-only";
import type { HeaderReader } from "@/lib/webhooks/header-reader";
import { type Acknowledgement, bindAccount, defineProvider } from "@/lib/webhooks/provider";
import { redactJson } from "@/lib/webhooks/redact-json";
import { decodeTwilioEvent } from "./webhook-event";
import type { TwilioEvent } from "./webhook-fact";
import { recordTwilioFacts } from "./webhook-record";
import { keepReference } from "./webhook-reference";

const FORM = "application/x-www-form-urlencoded";
/** Twilio logs an error for any other content type, and for an answer to a call that is no TwiML (12300). */
const NOTHING_TO_SAY: Acknowledgement = {
  contentType: "text/xml",
  body: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
};

const REDACTION = { dropped: new Set<string>(), words: new Set(["body"]) };

/**
 * Twilio's webhooks for texts, WhatsApp and calls, and Event Streams. A delivery that Twilio repeats has the same bytes, so
 * the ids in its body say so; the idempotency header is not covered by the signature and is not asked.
 */
export const twilio = defineProvider<"twilio", TwilioEvent>({
  name: "twilio",
  maxBytes: 1_048_576,
  contentTypes: [FORM, "application/json"],
  modes: ["twilio-signature"],
  decode: decodeTwilioEvent,
  describe: ({ type, identity, facts }, { bodyHash }) => ({
    type,
    identity: identity ?? bodyHash(),
    isHandled: facts.length > 0,
  }),
  bind: (event, { account }) => bindAccount(event.account, account),
  redact: (json, { query }) => keepReference(redactJson(json, REDACTION), query.get("s")),
  handle: (tx, { facts }, context) => recordTwilioFacts(tx, facts, context),
  acknowledge: (headers) => (isTwilioForm(headers) ? NOTHING_TO_SAY : null),
});

function isTwilioForm(headers: HeaderReader): boolean {
  const isForm = headers.get("content-type")?.trim().toLowerCase().startsWith(FORM) ?? false;
  return isForm && /^TwilioProxy\//.test(headers.get("user-agent") ?? "");
}
