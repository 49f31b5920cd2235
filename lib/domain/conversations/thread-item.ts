import "server-only";
import type { callLogs } from "@/db/schema/call-logs";
import type { CONVERSATION_EVENT_KINDS } from "@/db/schema/conversation-events";
import type { messageMedia } from "@/db/schema/message-media";
import type { messageSends } from "@/db/schema/message-sends";
import type { MessageEdit } from "@/db/schema/messages";
import type { MessageChannel, MessageDirection, MessageState } from "@/lib/domain/messages/message-input";

/** A picture or document; `told` is one that a provider told of and nothing was fetched of. */
export type ThreadMedia = {
  id: string | null;
  state: (typeof messageMedia.$inferSelect)["state"] | "told";
  reason: string | null;
  contentType: string | null;
  fileName: string | null;
  sizeBytes: number | null;
};

/** Our own intent behind an outbound message. */
export type ThreadSend = Pick<
  typeof messageSends.$inferSelect,
  | "state"
  | "origin"
  | "purpose"
  | "scheduledFor"
  | "isScheduled"
  | "attemptedAt"
  | "lineId"
  | "failureCode"
  | "broadcastId"
> & {
  /** The gate's decision that it left by, or was stopped by: what it relied on. Null where this person may not see it. */
  decisionId: string | null;
  /** The codes of the rules that blocked it, and from when the law would let it go; empty and null unless blocked. */
  blockedBy: string[];
  earliestLegalAt: Date | null;
  /** A held-back one was planned anew as another message (see sendAgain). */
  isSentAgain: boolean;
};

export type ThreadMessage = {
  kind: "message";
  id: string;
  /** By the provider's clock. */
  at: Date;
  receivedAt: Date;
  channel: MessageChannel;
  direction: MessageDirection;
  clientAddress: string;
  line: string | null;
  senderName: string | null;
  authorUserId: string | null;
  authorName: string | null;
  /** What was first sent; `edits` are the later wordings, oldest first. */
  body: string;
  edits: MessageEdit[];
  deletedAt: Date | null;
  state: MessageState;
  failureCode: string | null;
  failureReason: string | null;
  /** It came after a newer one and more than a minute after its own time. */
  isLate: boolean;
  /** The providers that told of it; empty for one of ours that no provider knows yet. */
  systems: string[];
  media: ThreadMedia[];
  send: ThreadSend | null;
};

export type ThreadCall = {
  kind: "call";
  at: Date;
} & Pick<
  typeof callLogs.$inferSelect,
  | "id"
  | "direction"
  | "purpose"
  | "state"
  | "dialState"
  | "outcome"
  | "failureCode"
  | "durationSeconds"
  | "summary"
  | "clientNumber"
  | "isSimulated"
  | "scheduledFor"
>;

export type ThreadNote = {
  kind: "note";
  id: string;
  at: Date;
  authorUserId: string;
  authorName: string | null;
  body: string;
  mentions: { userId: string; name: string | null }[];
};

export type ThreadEvent = {
  kind: "event";
  id: string;
  at: Date;
  event: (typeof CONVERSATION_EVENT_KINDS)[number];
  /** Null when nobody did it by hand. */
  actorUserId: string | null;
  actorName: string | null;
  /** `assigned`: `userId`, `name`; `tagged` and `untagged`: `tag`; `snoozed`: `until`; others as their writer says. */
  detail: Record<string, string | number>;
};

export type ThreadItem = ThreadMessage | ThreadCall | ThreadNote | ThreadEvent;
