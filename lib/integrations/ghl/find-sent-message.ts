import "server-only";
import { z } from "zod";
import type { SendOrder } from "@/lib/domain/sends/cleared-send";
import type { SentLookUp } from "@/lib/domain/sends/send-answer";
import { exchange } from "@/lib/http/exchange";
import { ghlHeaders, ghlUrl } from "./ghl-api";
import { messageStateOf } from "./message-state";

type Look = {
  order: SendOrder;
  key: string;
  attemptedAt: Date;
  /** Ids of messages that are already known to be other ones. */
  knownIds?: readonly string[];
};

const PAGE_SIZE = 100;
const MAX_PAGES = 10;
/** Ours and HighLevel's clock may differ, and a request may wait on its way. */
const EARLIER_MS = 2 * 60_000;
const LATER_MS = 5 * 60_000;

const foundConversations = z.looseObject({
  conversations: z.array(z.looseObject({ id: z.string().min(1), contactId: z.string().optional() })),
});
const listedMessage = z.looseObject({
  id: z.string().min(1).max(256),
  direction: z.string().optional(),
  messageType: z.string().optional(),
  body: z.string().nullish(),
  status: z.string().optional(),
  dateAdded: z.iso.datetime({ offset: true }),
});
type ListedMessage = z.output<typeof listedMessage>;
const page = z.looseObject({ nextPage: z.boolean().optional(), messages: z.array(z.unknown()) });
/** On the wire the list stands one level deeper than in the vendor's description. */
const foundMessages = z.union([z.looseObject({ messages: page }).transform(({ messages }) => messages), page]);

const TYPES = { sms: /(^|_)sms$/i, whatsapp: /(^|_)whatsapp$/i } as const;

/**
 * Looks for the message that a lost answer may have created: the contact's conversation (`GET /conversations/search`), then
 * its messages back to the attempt (providers-crm A.4). Words, channel and time decide; of several the nearest to the
 * attempt that is not known as another one. A contact without a conversation was sent nothing.
 */
export async function findGhlMessage(look: Look, signal?: AbortSignal): Promise<SentLookUp> {
  const { order, key } = look;
  const { account, externalContactId } = order;
  if (account === null || externalContactId === null) return { kind: "failed" };
  const ask = (path: string, query: Record<string, string>) =>
    exchange(ghlUrl(path, query), { method: "GET", headers: ghlHeaders(key), signal });
  const searched = await ask("conversations/search", { locationId: account, contactId: externalContactId });
  const conversations = searched.kind === "answered" && searched.status === 200 ? searched.json : undefined;
  const told = foundConversations.safeParse(conversations).data?.conversations;
  if (told === undefined) return { kind: "failed" };
  const found: ListedMessage[] = [];
  for (const { id } of told.filter(({ contactId }) => contactId === undefined || contactId === externalContactId)) {
    const messages = await messagesOf(id, look, ask);
    if (messages === null) return { kind: "failed" };
    found.push(...messages);
  }
  return chosen(found, look.attemptedAt, account);
}

type Ask = (path: string, query: Record<string, string>) => ReturnType<typeof exchange>;

/** The messages of a conversation that may be the one; null when the list did not come. */
async function messagesOf(conversationId: string, look: Look, ask: Ask): Promise<ListedMessage[] | null> {
  const from = look.attemptedAt.getTime() - EARLIER_MS;
  const found: ListedMessage[] = [];
  let before: string | undefined;
  for (let count = 0; count < MAX_PAGES; count += 1) {
    const answer = await ask(`conversations/${encodeURIComponent(conversationId)}/messages`, {
      limit: String(PAGE_SIZE),
      ...(before === undefined ? {} : { lastMessageId: before }),
    });
    const json = answer.kind === "answered" && answer.status === 200 ? answer.json : undefined;
    const listed = foundMessages.safeParse(json).data;
    if (listed === undefined) return null;
    const read = listed.messages.flatMap((each) => listedMessage.safeParse(each).data ?? []);
    found.push(...read.filter((message) => isOurs(message, look, from)));
    const oldest = read.at(-1);
    if (!listed.nextPage || oldest === undefined || Date.parse(oldest.dateAdded) < from) return found;
    before = oldest.id;
  }
  return null;
}

function isOurs(message: ListedMessage, { order, attemptedAt, knownIds }: Look, from: number): boolean {
  const addedAt = Date.parse(message.dateAdded);
  return (
    message.direction === "outbound" &&
    TYPES[order.channel].test(message.messageType ?? "") &&
    addedAt >= from &&
    addedAt <= attemptedAt.getTime() + LATER_MS &&
    wordsOf(message.body ?? "") === wordsOf(order.body) &&
    !knownIds?.includes(message.id)
  );
}

function wordsOf(body: string): string {
  return body.normalize("NFC").replace(/\s+/gu, " ").trim();
}

function chosen(found: readonly ListedMessage[], attemptedAt: Date, account: string): SentLookUp {
  const distance = ({ dateAdded }: ListedMessage) => Math.abs(Date.parse(dateAdded) - attemptedAt.getTime());
  const [nearest] = found.toSorted((one, other) => distance(one) - distance(other));
  if (nearest === undefined) return { kind: "absent" };
  const state = messageStateOf(nearest.status) ?? "queued";
  return { kind: "found", providerMessageId: nearest.id, account, state };
}
