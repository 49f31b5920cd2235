import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { getEnv } from "@/lib/core/env";
import { type JsonAnswer, requestJson } from "@/lib/http/request-json";
import type { MissedEvent, MissedEvents, MissedQuestion } from "@/lib/webhooks/missed-events";
import { missedFailureOf } from "@/lib/webhooks/missed-failure-of";

/** The version of the conversations interface (providers-crm A.1). */
const VERSION = "2021-04-15";
const PAGE_SIZE = 100;
const MAX_CONVERSATIONS = 1_000;
const MAX_PAGES = 20;
/** A hundred requests in ten seconds are allowed, to all that the app does for a location (A.6). */
const PAUSE_MS = 120;

const conversation = z.looseObject({
  id: z.string().min(1),
  phone: z.string().nullish(),
  sort: z.array(z.number()).optional(),
  lastMessageDate: z.number().optional(),
});
type Conversation = z.output<typeof conversation>;
const foundConversations = z.object({ conversations: z.array(conversation) });

const message = z.looseObject({
  id: z.string().min(1),
  messageType: z.string().optional(),
  direction: z.enum(["inbound", "outbound"]),
  dateAdded: z.iso.datetime({ offset: true }),
  contactId: z.string().optional(),
  body: z.string().optional(),
  status: z.string().optional(),
  attachments: z.array(z.unknown()).optional(),
});
type Message = z.output<typeof message>;

const page = z.object({ nextPage: z.boolean().optional(), messages: z.array(z.unknown()) });
/** On the wire the list stands one level deeper than in the vendor's description. */
const foundMessages = z.union([z.object({ messages: page }).transform(({ messages }) => messages), page]);

/** What the desk keeps of conversations; calls, mail and social networks are not asked for. */
const TEXTS = /^(TYPE_)?(.*_)?(SMS|WHATSAPP)$/i;

class Unanswered extends Error {
  readonly answer: Exclude<JsonAnswer, { kind: "ok" }> | "unexpected";

  constructor(answer: Unanswered["answer"]) {
    super("HighLevel did not tell");
    this.answer = answer;
  }
}

/**
 * Texts of a location's conversations between two instants: `GET /conversations/search` from the oldest change on, then
 * `GET /conversations/{id}/messages` back to the beginning (A.4; vendor's apps/conversations.json). The interface does not
 * know the webhook's id, so the message's own tells one from the next.
 */
export async function findMissedEvents(question: MissedQuestion): Promise<MissedEvents> {
  if (question.account === null) return { kind: "failed", failure: "no_account" };
  try {
    return await findAll(question, question.account);
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    const failure = error.answer === "unexpected" ? "unexpected" : missedFailureOf(error.answer);
    return { kind: "failed", failure };
  }
}

async function findAll(question: MissedQuestion, locationId: string): Promise<MissedEvents> {
  const events: MissedEvent[] = [];
  let seen = 0;
  for (let cursor = question.from.getTime() - 1; seen < MAX_CONVERSATIONS; ) {
    const { conversations } = await ask(question, "conversations/search", foundConversations, {
      locationId,
      limit: String(PAGE_SIZE),
      sort: "asc",
      sortBy: "last_message_date",
      startAfterDate: String(cursor),
    });
    for (const each of conversations) events.push(...(await eventsOf(question, locationId, each)));
    seen += conversations.length;
    const last = conversations.at(-1);
    const next = last?.sort?.[0] ?? last?.lastMessageDate ?? cursor;
    if (conversations.length < PAGE_SIZE || next <= cursor) return { kind: "found", events, isComplete: true };
    cursor = next;
  }
  return { kind: "found", events, isComplete: false };
}

async function eventsOf(question: MissedQuestion, locationId: string, of: Conversation): Promise<MissedEvent[]> {
  const found: Message[] = [];
  let before: string | undefined;
  for (let count = 0; count < MAX_PAGES; count += 1) {
    const { messages, nextPage } = await ask(
      question,
      `conversations/${encodeURIComponent(of.id)}/messages`,
      foundMessages,
      { limit: String(PAGE_SIZE), ...(before === undefined ? {} : { lastMessageId: before }) },
    );
    const read = messages.flatMap((each) => message.safeParse(each).data ?? []);
    found.push(...read);
    const oldest = read.at(-1);
    if (!nextPage || !oldest || Date.parse(oldest.dateAdded) < question.from.getTime()) break;
    before = oldest.id;
  }
  return found
    .toReversed()
    .filter((each) => isAskedFor(question, each))
    .map((each) => writeEvent(locationId, of, each));
}

function isAskedFor({ from, to }: MissedQuestion, { dateAdded, messageType = "" }: Message): boolean {
  const at = Date.parse(dateAdded);
  return TEXTS.test(messageType) && at >= from.getTime() && at <= to.getTime();
}

function writeEvent(locationId: string, { id, phone }: Conversation, told: Message): MissedEvent {
  const isInbound = told.direction === "inbound";
  const { messageType = "", contactId, body, status, direction, dateAdded } = told;
  const written = {
    type: isInbound ? "InboundMessage" : "OutboundMessage",
    locationId,
    conversationId: id,
    messageId: told.id,
    messageType: messageType.replace(/^TYPE_/i, ""),
    direction,
    contactId,
    body: body ?? "",
    attachments: told.attachments ?? [],
    status,
    dateAdded,
    ...(phone ? { [isInbound ? "from" : "to"]: phone } : {}),
  };
  // Written and read again, so that what is absent is not there.
  const json = z.json().parse(JSON.parse(JSON.stringify(written)));
  return { key: `${locationId}:message:${told.id}`, body: json, tells: { kind: "message", id: told.id } };
}

async function ask<Shape extends z.ZodType>(
  { apiKey, signal }: MissedQuestion,
  path: string,
  shape: Shape,
  query: Record<string, string>,
): Promise<z.output<Shape>> {
  const base = getEnv().GHL_BASE_URL;
  const url = new URL(path, base.endsWith("/") ? base : `${base}/`);
  url.search = new URLSearchParams(query).toString();
  await pause(PAUSE_MS, undefined, { signal });
  const headers = { authorization: `Bearer ${apiKey}`, version: VERSION };
  const answer = await requestJson(url, { method: "GET", headers, signal });
  if (answer.kind !== "ok") throw new Unanswered(answer);
  const parsed = shape.safeParse(answer.json);
  if (!parsed.success) throw new Unanswered("unexpected");
  return parsed.data;
}
