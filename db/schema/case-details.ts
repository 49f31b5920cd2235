import { foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { cases } from "./cases";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";

/** One known fact of a case (its field codes: lib/domain/details), with where it came from. */
export const caseDetails = pgTable(
  "case_details",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: uuid("case_id").notNull(),
    field: text("field").notNull(),
    value: text("value").notNull(),
    source: text("source", { enum: ["staff", "call", "import"] }).notNull(),
    sourceCallId: uuid("source_call_id"),
    sourceProposalId: uuid("source_proposal_id"),
    transcriptSecond: integer("transcript_second"),
    acceptedByUserId: text("accepted_by_user_id"),
    acceptedAt: instant("accepted_at").notNull().defaultNow(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }).onDelete("cascade"),
    unique("case_details_field_key").on(t.tenantId, t.caseId, t.field),
  ],
);
