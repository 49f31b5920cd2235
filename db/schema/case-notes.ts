import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { cases } from "./cases";
import { createdAt, id, tenantId } from "./columns";

export const caseNotes = pgTable(
  "case_notes",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: uuid("case_id").notNull(),
    authorUserId: text("author_user_id"),
    body: text("body").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }).onDelete("cascade"),
    index("case_notes_case_idx").on(t.tenantId, t.caseId, t.createdAt),
  ],
);
