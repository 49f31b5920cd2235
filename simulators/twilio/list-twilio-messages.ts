import { writeMessage } from "./twilio-answers";
import type { TwilioMessage } from "./twilio-memory";

const DEFAULT_SIZE = 50;
const MAX_SIZE = 1_000;

/** `GET Messages.json`: newest first, by `To`, `From` and the bounds of `DateSent`; pages by number. */
export function listTwilioMessages(messages: readonly TwilioMessage[], url: URL): Record<string, unknown> {
  const query = url.searchParams;
  const size = Math.min(Math.max(Number(query.get("PageSize")) || DEFAULT_SIZE, 1), MAX_SIZE);
  const page = Math.max(Number(query.get("Page")) || 0, 0);
  const found = messages.filter((message) => isAsked(message, query));
  const hasNext = found.length > (page + 1) * size;
  return {
    messages: found.slice(page * size, (page + 1) * size).map(writeMessage),
    page,
    page_size: size,
    uri: uriOf(url, page),
    first_page_uri: uriOf(url, 0),
    next_page_uri: hasNext ? uriOf(url, page + 1) : null,
    previous_page_uri: page > 0 ? uriOf(url, page - 1) : null,
  };
}

function isAsked(message: TwilioMessage, query: URLSearchParams): boolean {
  const isSame = (name: string, value: string) => query.get(name) === null || query.get(name) === value;
  const day = message.sentAt?.toISOString().slice(0, 10);
  const after = query.get("DateSent>");
  const before = query.get("DateSent<");
  return (
    isSame("To", message.to) &&
    isSame("From", message.from) &&
    (query.get("DateSent") === null || query.get("DateSent") === day) &&
    (after === null || (day !== undefined && day >= after.slice(0, 10))) &&
    (before === null || (day !== undefined && day <= before.slice(0, 10)))
  );
}

function uriOf(url: URL, page: number): string {
  const query = new URLSearchParams(url.searchParams);
  query.set("Page", String(page));
  return `${url.pathname.replace(/^\/twilio/, "")}?${query}`;
}
