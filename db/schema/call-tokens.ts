import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { callLogs } from "./call-logs";
import { bytes, createdAt, id, instant, tenantId } from "./columns";

/**
 * What a call may do, under an opaque token stored as SHA-256. The index on the hash is not unique on purpose:
 * a global unique index would answer questions across firms, and 128 random bits do not collide.
 */
export const callTokens = pgTable(
  "call_tokens",
  {
    tenantId: tenantId(),
    id: id(),
    callId: uuid("call_id").notNull(),
    caseId: uuid("case_id"),
    tokenHash: bytes("token_hash").notNull(),
    allowedFields: text("allowed_fields").array().notNull(),
    allowedTools: text("allowed_tools").array().notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.callId], foreignColumns: [callLogs.tenantId, callLogs.id] }).onDelete(
      "cascade",
    ),
    index("call_tokens_hash_idx").on(t.tokenHash),
    index("call_tokens_call_idx").on(t.tenantId, t.callId),
  ],
);
