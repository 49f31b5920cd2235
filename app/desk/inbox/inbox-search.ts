import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const INBOX_VIEWS = [
  "open",
  "mine",
  "unassigned",
  "waiting",
  "unknown",
  "unread",
  "mentioned",
  "snoozed",
  "resolved",
  "all",
] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

/** What the address of the inbox says. The open conversation is a parameter, so that the list stays when it changes. */
export const inboxParsers = {
  view: parseAsStringLiteral(INBOX_VIEWS).withDefault("open"),
  q: parseAsString,
  tag: parseAsString,
  channel: parseAsStringLiteral(["sms", "whatsapp"] as const),
  assignee: parseAsString,
  sort: parseAsStringLiteral(["newest", "waiting"] as const),
  c: parseAsString,
  pane: parseAsStringLiteral(["context"] as const),
};

export const loadInboxSearch = createLoader(inboxParsers);

/** The part of the address that decides what the list holds. */
export type InboxSearch = {
  view: InboxView;
  q: string | null;
  tag: string | null;
  channel: "sms" | "whatsapp" | null;
  assignee: string | null;
  sort: "newest" | "waiting" | null;
};

/** What a saved view keeps of the address: everything but the open conversation. */
export function searchOf({ view, q, tag, channel, assignee, sort }: InboxSearch): InboxSearch {
  return { view, q, tag, channel, assignee, sort };
}

/** How a search stands in an address, without what goes without saying. */
export function searchParamsOf(search: InboxSearch): Record<string, string> {
  const entries = Object.entries(searchOf(search)).filter(
    (entry): entry is [string, string] => entry[1] !== null && !(entry[0] === "view" && entry[1] === "open"),
  );
  return Object.fromEntries(entries);
}

/** The filter of the list that an address asks for. */
export function listFilterOf(search: InboxSearch) {
  return {
    ...VIEW_FILTERS[search.view],
    ...(search.assignee === null ? {} : { assignee: storable(search.assignee) }),
    tag: storable(search.tag),
    channel: search.channel,
    query: storable(search.q),
    sort: search.sort ?? (search.view === "waiting" ? ("waiting" as const) : ("newest" as const)),
  };
}

/** NUL cannot stand in a Postgres text. */
function storable(text: string | null): string | null {
  return text?.replaceAll("\0", "") || null;
}

type ViewFilter = {
  status: "open" | "snoozed" | "resolved" | null;
  assignee: "me" | "none" | null;
  isUnread: boolean;
  isWaiting: boolean;
  isUnknown: boolean;
  isMentioned: boolean;
};

const EVERYTHING: ViewFilter = {
  status: "open",
  assignee: null,
  isUnread: false,
  isWaiting: false,
  isUnknown: false,
  isMentioned: false,
};

const VIEW_FILTERS: Record<InboxView, ViewFilter> = {
  open: EVERYTHING,
  mine: { ...EVERYTHING, assignee: "me" },
  unassigned: { ...EVERYTHING, assignee: "none" },
  waiting: { ...EVERYTHING, isWaiting: true },
  unknown: { ...EVERYTHING, status: null, isUnknown: true },
  unread: { ...EVERYTHING, status: null, isUnread: true },
  mentioned: { ...EVERYTHING, status: null, isMentioned: true },
  snoozed: { ...EVERYTHING, status: "snoozed" },
  resolved: { ...EVERYTHING, status: "resolved" },
  all: { ...EVERYTHING, status: null },
};
