import "server-only";
import type { MessageMedia } from "@/db/schema/messages";
import { TEST_EVENT_TYPE } from "@/lib/webhooks/provider";
import { routeOf, standingOf, type TwilioEvent, type TwilioFact } from "./webhook-fact";
import type { TwilioForm } from "./webhook-schema";

const CALL_STATUSES = new Set([
  "queued",
  "initiated",
  "ringing",
  "in-progress",
  "completed",
  "busy",
  "failed",
  "no-answer",
  "canceled",
]);
const OPT_OUT_TYPES = { STOP: "stop", START: "start", HELP: "help" } as const;
const MAX_MEDIA = 10;

/** What a form tells: a message, a message's status or a call's. */
export function readForm(form: TwilioForm): TwilioEvent {
  const account = form.AccountSid ?? null;
  if (form.EventType === TEST_EVENT_TYPE) {
    return { type: TEST_EVENT_TYPE, identity: form.TestId ?? null, account, facts: [] };
  }
  const messageSid = form.MessageSid ?? form.SmsSid;
  if (messageSid) return { account, ...readMessageForm(form, messageSid) };
  if (form.CallSid && form.CallStatus) return { account, ...readCallForm(form, form.CallSid, form.CallStatus) };
  return { type: "unknown", identity: null, account, facts: [] };
}

function readMessageForm(form: TwilioForm, sid: string): Omit<TwilioEvent, "account"> {
  const status = (form.MessageStatus ?? form.SmsStatus ?? "received").toLowerCase();
  const route = routeOf(form.From, form.To);
  if (status === "received" || status === "receiving") {
    const event = { type: "message.received", identity: `${sid}:received` };
    return { ...event, facts: route === null ? [] : [{ kind: "message", sid, ...route, ...readContent(form) }] };
  }
  const standing = standingOf(status, { code: form.ErrorCode, message: form.ErrorMessage });
  const error = form.ErrorCode ? `:${form.ErrorCode}` : "";
  const type = standing === null ? "message.status" : `message.${status}`;
  const identity = `${sid}:${status}${error}`;
  const told = { sid, atMs: null, reference: form.DocketlineReference ?? null };
  const facts: TwilioFact[] =
    route === null || standing === null ? [] : [{ kind: "status", ...told, ...route, ...standing }];
  return { type, identity, facts };
}

function readContent(form: TwilioForm) {
  const keyword = form.OptOutType?.toUpperCase();
  return {
    body: form.Body || readPlace(form),
    media: readMedia(form),
    senderName: form.ProfileName?.trim() || null,
    optOutKeyword: keyword === "STOP" || keyword === "START" || keyword === "HELP" ? OPT_OUT_TYPES[keyword] : null,
    sentAtMs: null,
  };
}

/** What kind of files came; where they lie is not kept, since Twilio's links may need no login. */
function readMedia(form: TwilioForm): MessageMedia[] {
  const count = Math.min(Math.max(Math.trunc(form.NumMedia ?? 0), 0), MAX_MEDIA);
  return Array.from({ length: count }, (_, index) => {
    const type = form[`MediaContentType${index}`];
    return { contentType: typeof type === "string" && type !== "" ? type.slice(0, 200) : null, fileName: null };
  });
}

/** A place that was shared on WhatsApp comes without words. */
function readPlace({ Latitude: latitude, Longitude: longitude, Label: label }: TwilioForm): string {
  if (latitude === undefined || longitude === undefined) return "";
  return `${label ?? ""} (${latitude}, ${longitude})`.trim();
}

function readCallForm(form: TwilioForm, sid: string, written: string): Omit<TwilioEvent, "account"> {
  const status = written.toLowerCase();
  const sequence = form.SequenceNumber ? `:${form.SequenceNumber}` : "";
  const identity = `${sid}:${status}${sequence}`;
  if (!CALL_STATUSES.has(status)) return { type: "call.status", identity, facts: [] };
  const call: TwilioFact = {
    kind: "call",
    sid,
    status,
    direction: form.Direction ?? null,
    from: form.From ?? null,
    durationSeconds: form.CallDuration ?? null,
    answeredBy: form.AnsweredBy ?? null,
  };
  return { type: `call.${status}`, identity, facts: [call] };
}
