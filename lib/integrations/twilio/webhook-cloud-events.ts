import "server-only";
import { sha256 } from "@/lib/core/sha256";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";
import { routeOf, standingOf, type TwilioEvent, type TwilioFact } from "./webhook-fact";
import { type TwilioCloudEvent, twilioCloudEvent } from "./webhook-schema";

const ACCOUNT_NAMES = ["accountSid", "AccountSid", "account_sid"];
const STATUS_PREFIX = "com.twilio.messaging.message.";
const RECEIVED = "com.twilio.messaging.inbound-message.received";

/** Event Streams: a batch of CloudEvents, each with an id of its own; null when one of them is none. */
export function readCloudEvents(documents: readonly JsonValue[]): TwilioEvent | null {
  const events = documents.flatMap((document) => twilioCloudEvent.safeParse(document).data ?? []);
  const [first] = events;
  if (first === undefined || events.length !== documents.length) return null;
  const types = new Set(events.map(({ type }) => type));
  const accounts = new Set(documents.map(accountOf));
  const [account = null] = accounts;
  return {
    type: types.size === 1 ? first.type : "twilio.events",
    identity: identityOf(events),
    account: accounts.size === 1 ? account : null,
    facts: events.flatMap(readFact),
  };
}

function identityOf(events: readonly TwilioCloudEvent[]): string | null {
  const ids = events.flatMap(({ id }) => (id ? [id] : []));
  if (ids.length !== events.length) return null;
  return ids.length === 1 ? `event:${ids[0]}` : `events:${sha256(ids.join("\n")).toString("hex")}`;
}

/** The account that a document names nearest to its top, wherever that is; null for none, and for two at one depth. */
function accountOf(document: JsonValue): string | null {
  for (let level = [document]; level.length > 0; level = level.flatMap(childrenOf)) {
    const named = new Set(level.flatMap(accountsIn));
    const [account = null] = named;
    if (named.size > 0) return named.size === 1 ? account : null;
  }
  return null;
}

function accountsIn(value: JsonValue): string[] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [];
  return ACCOUNT_NAMES.map((name) => value[name]).filter((account) => typeof account === "string");
}

function childrenOf(value: JsonValue): JsonValue[] {
  if (value === null || typeof value !== "object") return [];
  return Array.isArray(value) ? value : Object.values(value);
}

function readFact({ type, time, data }: TwilioCloudEvent): TwilioFact[] {
  const route = routeOf(data?.from, data?.to);
  if (!data?.messageSid || route === null) return [];
  const { messageSid: sid, timestamp, body, numMedia, errorCode, errorMessage } = data;
  const atMs = Date.parse(timestamp ?? time ?? "");
  if (type === RECEIVED) {
    const mediaCount = Math.min(Math.max(Math.trunc(numMedia ?? 0), 0), 10);
    // Without words and files there is nothing to keep; the form that Twilio sends as well has them.
    if (body === undefined && mediaCount === 0) return [];
    const media = Array.from({ length: mediaCount }, () => ({ contentType: null, fileName: null }));
    const content = { body: body ?? "", media, senderName: null, optOutKeyword: null, sentAtMs: atMs };
    return [{ kind: "message", sid, ...route, ...content }];
  }
  if (!type.startsWith(STATUS_PREFIX)) return [];
  const status = (data.messageStatus ?? type.slice(STATUS_PREFIX.length)).toLowerCase();
  const standing = standingOf(status, { code: errorCode, message: errorMessage });
  return standing === null ? [] : [{ kind: "status", sid, ...route, ...standing, atMs, reference: null }];
}
