import { index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";

export const DO_NOT_CALL_LISTS = ["internal", "national", "state", "litigator"] as const;

/** Numbers of a do-not-call list that the firm brought in. */
export const doNotCallNumbers = pgTable(
  "do_not_call_numbers",
  {
    tenantId: tenantId(),
    id: id(),
    e164: text("e164").notNull(),
    list: text("list", { enum: DO_NOT_CALL_LISTS }).notNull(),
    source: text("source").notNull(),
    /** The day of the list; a national list is good for 31 days. */
    listedOn: instant("listed_on").notNull(),
    importedByUserId: text("imported_by_user_id"),
    removedAt: instant("removed_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("do_not_call_numbers_key").on(t.tenantId, t.e164, t.list),
    index("do_not_call_numbers_list_idx").on(t.tenantId, t.list, t.listedOn),
  ],
);
