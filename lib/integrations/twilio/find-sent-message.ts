import "server-only";
import { z } from "zod";
import type { SendOrder } from "@/lib/domain/sends/cleared-send";
import type { SentLookUp } from "@/lib/domain/sends/send-answer";
import { exchange } from "@/lib/http/exchange";
import { messageStateOf } from "./message-state";
import { isAccountSid, twilioAddress, twilioAuthorization, twilioUrl } from "./twilio-api";

type Look = {
  order: SendOrder;
  key: string;
  attemptedAt: Date;
  /** Ids of messages that are already known to be other ones. */
  knownIds?: readonly string[];
};

const PAGE_SIZE = 50;
const MAX_PAGES = 10;
/** Ours and Twilio's clock may differ, and a request may wait on its way. */
const EARLIER_MS = 2 * 60_000;
const LATER_MS = 5 * 60_000;
/** What Twilio writes before every text of an account that nobody pays for yet. */
const TRIAL_PREFIX = "Sent from your Twilio trial account - ";

const listedMessage = z.looseObject({
  sid: z.string().min(1).max(64),
  body: z.string().nullish(),
  status: z.string(),
  direction: z.string().optional(),
  date_created: z.string(),
});
type ListedMessage = z.output<typeof listedMessage>;
const page = z.looseObject({ messages: z.array(listedMessage), next_page_uri: z.string().nullish() });

/**
 * Looks for the message that a lost answer may have created: `GET Messages.json` with `To` and, unless a messaging service
 * chose it, `From`, newest first back to the attempt. `DateSent` is not asked for: a message that still waits at Twilio
 * has none. Words and time decide; of several the nearest to the attempt that is not known as another one. Where only more
 * than our words is there, somebody on the way may have written around them, and nothing is concluded.
 */
export async function findTwilioMessage(look: Look, signal?: AbortSignal): Promise<SentLookUp> {
  const { order, key } = look;
  if (!isAccountSid(order.account)) return { kind: "failed" };
  const from = look.attemptedAt.getTime() - EARLIER_MS;
  const to = look.attemptedAt.getTime() + LATER_MS;
  const near: ListedMessage[] = [];
  let url = firstPage(order, order.account);
  for (let count = 0; count < MAX_PAGES; count += 1) {
    const headers = { authorization: twilioAuthorization(order.account, key) };
    const answer = await exchange(url, { method: "GET", headers, signal });
    if (answer.kind !== "answered" || answer.status !== 200) return { kind: "failed" };
    const listed = page.safeParse(answer.json).data;
    if (listed === undefined) return { kind: "failed" };
    near.push(...listed.messages.filter((message) => isNear(message, look, { from, to })));
    const oldest = Date.parse(listed.messages.at(-1)?.date_created ?? "");
    const next = nextPage(url, listed.next_page_uri);
    if (next === null || oldest < from) return chosen(near, look);
    url = next;
  }
  return { kind: "failed" };
}

function firstPage(order: SendOrder, accountSid: string): URL {
  const url = twilioUrl(accountSid, "/Messages");
  url.searchParams.set("To", twilioAddress(order.channel, order.to));
  if (order.settings.messagingServiceSid === undefined) {
    url.searchParams.set("From", twilioAddress(order.channel, order.from));
  }
  url.searchParams.set("PageSize", String(PAGE_SIZE));
  return url;
}

/** Of the next page's address only the query is taken: the key goes nowhere else. */
function nextPage(url: URL, uri: string | null | undefined): URL | null {
  if (!uri) return null;
  const next = new URL(url);
  next.search = new URL(uri, url).search;
  return next;
}

function isNear(message: ListedMessage, look: Look, { from, to }: { from: number; to: number }): boolean {
  const createdAt = Date.parse(message.date_created);
  const isAtTheTime = createdAt >= from && createdAt <= to;
  return isAtTheTime && message.direction !== "inbound" && !look.knownIds?.includes(message.sid);
}

/** A messaging service may write quotes, dashes and the like more simply, and white space at the ends is not kept. */
function wordsOf(body: string): string {
  return body
    .normalize("NFKC")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/[–—]/g, "-")
    .replace(/\s+/gu, " ")
    .trim();
}

function chosen(near: readonly ListedMessage[], { order, attemptedAt }: Look): SentLookUp {
  const ours = wordsOf(order.body);
  const trial = wordsOf(`${TRIAL_PREFIX}${order.body}`);
  const told = near.map((message) => ({ message, words: wordsOf(message.body ?? "") }));
  const distance = ({ message }: (typeof told)[number]) =>
    Math.abs(Date.parse(message.date_created) - attemptedAt.getTime());
  const [nearest] = told
    .filter(({ words }) => words === ours || words === trial)
    .toSorted((one, other) => distance(one) - distance(other));
  if (nearest === undefined) {
    return told.some(({ words }) => words.includes(ours)) ? { kind: "cannot_tell" } : { kind: "absent" };
  }
  const state = messageStateOf(nearest.message.status) ?? "queued";
  return { kind: "found", providerMessageId: nearest.message.sid, account: "", state };
}
