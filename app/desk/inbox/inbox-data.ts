import type { ConversationDetail as Detail } from "@/lib/domain/conversations/find-conversation";
import type { ConversationRow as Row } from "@/lib/domain/conversations/list-conversations";
import type { SavedView as View } from "@/lib/domain/conversations/list-views";
import type { ThreadItem as Item } from "@/lib/domain/conversations/thread-item";
import type { Wire } from "./wire";

export type ConversationRow = Wire<Row>;
export type ConversationDetail = Wire<Detail>;
export type ThreadItem = Wire<Item>;
export type SavedView = Wire<View>;
export type ThreadMessage = Extract<ThreadItem, { kind: "message" }>;

export type ListPage = { rows: ConversationRow[]; nextCursor: string | null };
export type ThreadPage = { items: ThreadItem[]; olderCursor: string | null; newerCursor: string | null };
/** A person of the firm, to whom work may be given. */
export type Colleague = { userId: string; name: string };
