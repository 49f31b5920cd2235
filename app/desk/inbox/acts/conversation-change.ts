import type { ConversationChange } from "../inbox.schema";
import type { Colleague, ConversationRow } from "../inbox-data";
import type { InboxSearch } from "../inbox-search";

/** The part of a row or of an open conversation that a change is about. */
export type Standing = Pick<
  ConversationRow,
  "status" | "snoozedUntil" | "assignedUserId" | "assignedName" | "tags" | "isUnread" | "waitingSince"
>;

/** What a conversation looks like once the change is done. */
export function applyChange<Row extends Standing>(
  row: Row,
  change: ConversationChange,
  colleagues: readonly Colleague[],
): Row {
  switch (change.kind) {
    case "assign": {
      const name = colleagues.find(({ userId }) => userId === change.userId)?.name ?? null;
      return { ...row, assignedUserId: change.userId, assignedName: name };
    }
    case "resolve":
      return { ...row, status: "resolved", snoozedUntil: null, isUnread: false };
    case "reopen":
      return { ...row, status: "open", snoozedUntil: null };
    case "snooze":
      return { ...row, status: "snoozed", snoozedUntil: change.until.toISOString() };
    case "tag":
      return row.tags.includes(change.tag) ? row : { ...row, tags: [...row.tags, change.tag] };
    case "untag":
      return { ...row, tags: row.tags.filter((tag) => tag !== change.tag) };
    case "read":
      return { ...row, isUnread: false };
    case "unread":
      return { ...row, isUnread: true };
  }
}

/** Whether a conversation still stands in a view after a change of itself; what only the server knows counts as yes. */
export function staysInView(row: Standing, search: InboxSearch, myUserId: string): boolean {
  const { view, assignee, tag } = search;
  const byAssignee =
    (view !== "mine" || row.assignedUserId === myUserId) &&
    (view !== "unassigned" || row.assignedUserId === null) &&
    (assignee === null || row.assignedUserId === assignee);
  const byStatus =
    view === "snoozed"
      ? row.status === "snoozed"
      : view === "resolved"
        ? row.status === "resolved"
        : view === "unread" || view === "mentioned"
          ? true
          : row.status === "open";
  return byAssignee && byStatus && (view !== "unread" || row.isUnread) && (tag === null || row.tags.includes(tag));
}
