import { foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { cases } from "./cases";
import { createdAt, tenantId } from "./columns";

/** Who stands inside a restricted case's wall. */
export const caseMembers = pgTable(
  "case_members",
  {
    tenantId: tenantId(),
    caseId: uuid("case_id").notNull(),
    userId: text("user_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId, t.userId] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }).onDelete("cascade"),
  ],
);
