import "server-only";
import type { MessageMedia } from "@/db/schema/messages";
import { sha256 } from "@/lib/core/sha256";
import { isPersonJid } from "@/lib/domain/messages/is-person-jid";
import type { MessageState } from "@/lib/domain/messages/message-input";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";
import { stateOfStatus } from "./message-status";
import { readContent } from "./webhook-content";
import { type EvolutionItem, evolutionEnvelope, evolutionItem } from "./webhook-schema";

/**
 * A message of a conversation with one person, under WhatsApp's own id. `hiddenJid` is the id that hides the number of `jid`
 * elsewhere, where both are told.
 */
export type WhatsappKey = { id: string; jid: string; isFromFirm: boolean; hiddenJid: string | null };

export type EvolutionFact =
  | {
      kind: "message";
      key: WhatsappKey;
      senderName: string | null;
      body: string;
      media: MessageMedia[];
      state: MessageState;
      sentAtMs: number | null;
    }
  | { kind: "state"; key: WhatsappKey; state: MessageState }
  | { kind: "edit"; key: WhatsappKey; body: string; atMs: number | null }
  | { kind: "deletion"; key: WhatsappKey }
  | { kind: "connection"; state: string; reason: number | null }
  | { kind: "call"; id: string | null; status: string };

export type EvolutionEvent = {
  /** With dots and small letters, however the gateway spells it. */
  type: string;
  /** Null where the body has nothing that tells it from the next: its hash then does. */
  identity: string | null;
  instance: string | null;
  /** The firm's own WhatsApp id. */
  owner: string | null;
  facts: EvolutionFact[];
};

type Item = { item: EvolutionItem; type: string };
type Reader = {
  /** Beside the event's name and instance. */
  identify: (entry: EvolutionItem) => string | null;
  read: (entry: Item) => EvolutionFact[];
};

/** Reads an event of the gateway; null when it is none. Works on what is stored of it as well. */
export function decodeEvolutionEvent(json: JsonValue): EvolutionEvent | null {
  const envelope = evolutionEnvelope.safeParse(json);
  if (!envelope.success) return null;
  const { event, instance = null, data, sender, date_time: dateTime } = envelope.data;
  const type = event.toLowerCase().replace(/[_-]/g, ".");
  const reader = READERS[type];
  const items = (Array.isArray(data) ? data : [data]).map((each) => evolutionItem.safeParse(each ?? {}).data);
  const known = items.filter((item) => item !== undefined);
  const told = CONNECTION_EVENTS.has(type) ? [dateTime ?? null] : [];
  const parts = reader && known.length === items.length ? [...known.map(reader.identify), ...told] : [null];
  return {
    type,
    identity: identityOf([instance, type], parts),
    instance,
    owner: sender ?? null,
    facts: reader ? known.flatMap((item) => reader.read({ item, type })) : [],
  };
}

function identityOf(about: (string | null)[], parts: (string | null)[]): string | null {
  if (parts.length === 0 || parts.includes(null)) return null;
  const whole = [...about, ...parts].join("|");
  return parts.length === 1 ? whole : sha256(whole).toString("hex");
}

const CONNECTION_EVENTS = new Set(["connection.update", "status.instance", "logout.instance", "remove.instance"]);

const MESSAGE: Reader = { identify: identifyKey, read: readMessage };
const CONNECTION: Reader = {
  identify: ({ state, status, statusReason, disconnectionReasonCode }) =>
    `${state ?? status ?? ""}:${statusReason ?? disconnectionReasonCode ?? ""}`,
  read: readConnection,
};

const READERS: Partial<Record<string, Reader>> = {
  "messages.upsert": MESSAGE,
  "send.message": MESSAGE,
  "messages.update": {
    identify: (item) => withDetail(identifyKey(item), item.status),
    read: readUpdate,
  },
  "messages.edited": {
    identify: (item) => withDetail(identifyKey(item), item.timestampMs ?? hashOf(item.editedMessage)),
    read: readEdit,
  },
  "qrcode.updated": { identify: () => null, read: readQrLimit },
  "messages.delete": { identify: identifyKey, read: ({ item }) => withKey(item, (key) => ({ kind: "deletion", key })) },
  "connection.update": CONNECTION,
  "status.instance": CONNECTION,
  "logout.instance": CONNECTION,
  "remove.instance": CONNECTION,
  call: {
    identify: ({ id, status }) => (id ? `${id}:${status ?? ""}` : null),
    read: ({ item }) => (item.status ? [{ kind: "call", id: item.id ?? null, status: item.status.slice(0, 40) }] : []),
  },
};

function withDetail(key: string | null, detail: string | number | undefined): string | null {
  return key === null ? null : `${key}:${detail ?? ""}`;
}

function hashOf(value: unknown): string {
  return sha256(JSON.stringify(value ?? null))
    .toString("hex")
    .slice(0, 32);
}

/** The message's id, in the entry or in its key, and whose chat it is in. */
function partsOf(item: EvolutionItem) {
  const { key } = item;
  return {
    id: key?.id ?? item.keyId ?? item.id,
    jids: [key?.remoteJid ?? item.remoteJid, key?.remoteJidAlt ?? item.remoteJidAlt, key?.senderPn ?? item.senderPn],
    isFromFirm: key?.fromMe ?? item.fromMe ?? false,
  };
}

function identifyKey(item: EvolutionItem): string | null {
  const { id, jids, isFromFirm } = partsOf(item);
  return id ? `${jids[0] ?? ""}:${isFromFirm ? "out" : "in"}:${id}` : null;
}

/** The message when it is one with a person, not in a group or a status; behind a hidden number the number, if it is told. */
function withKey(item: EvolutionItem, tell: (key: WhatsappKey) => EvolutionFact): EvolutionFact[] {
  const { id, jids, isFromFirm } = partsOf(item);
  const [chat = "", ...others] = jids;
  if (!id || !isPersonJid(chat)) return [];
  const people = others.flatMap((each) => (each !== undefined && isPersonJid(each) ? [each] : []));
  const other = people.find((each) => isHidden(each) !== isHidden(chat)) ?? null;
  const jid = isHidden(chat) ? (other ?? chat) : chat;
  return [tell({ id, jid, isFromFirm, hiddenJid: other === null ? null : isHidden(chat) ? chat : other })];
}

function isHidden(jid: string): boolean {
  return /lid$/i.test(jid);
}

function readMessage({ item }: Item): EvolutionFact[] {
  const content = item.message ? readContent(item.message) : null;
  if (content === null) return [];
  const sentAtMs = item.messageTimestamp === undefined ? null : item.messageTimestamp * 1_000;
  return withKey(item, (key) => ({
    kind: "message",
    key,
    ...content,
    senderName: key.isFromFirm ? null : item.pushName?.trim() || null,
    state: key.isFromFirm ? (stateOfStatus(item.status) ?? "sent") : "received",
    sentAtMs,
  }));
}

/** The code itself is nobody's but the admin's who asks for it; that no further one comes is told with a status alone. */
function readQrLimit({ item }: Item): EvolutionFact[] {
  return item.statusCode === undefined ? [] : [{ kind: "connection", state: "qr_limit", reason: item.statusCode }];
}

/** Words of WhatsApp Business, which tells of nothing but the firm's own messages, and calls them the client's. */
const BUSINESS_STATUSES: ReadonlySet<string> = new Set(["SENT", "DELIVERED", "FAILED"]);

/** Acks of the firm's own messages; that the firm read a client's is nothing new. */
function readUpdate({ item }: Item): EvolutionFact[] {
  const status = item.status?.toUpperCase() ?? "";
  if (status === "DELETED") return withKey(item, (key) => ({ kind: "deletion", key }));
  const state = stateOfStatus(status);
  if (state === null || !(partsOf(item).isFromFirm || BUSINESS_STATUSES.has(status))) return [];
  return withKey(item, (key) => ({ kind: "state", key: { ...key, isFromFirm: true }, state }));
}

function readEdit({ item }: Item): EvolutionFact[] {
  const content = item.editedMessage ? readContent(item.editedMessage) : null;
  if (content === null) return [];
  return withKey(item, (key) => ({ kind: "edit", key, body: content.body, atMs: item.timestampMs ?? null }));
}

function readConnection({ item, type }: Item): EvolutionFact[] {
  const reason = item.statusReason ?? item.disconnectionReasonCode ?? null;
  if (type === "logout.instance") return [{ kind: "connection", state: "logged_out", reason }];
  if (type === "remove.instance") return [{ kind: "connection", state: "removed", reason }];
  const state = item.state ?? item.status;
  return state ? [{ kind: "connection", state: state.slice(0, 40), reason }] : [];
}
