import { bigint, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, instant, tenantId } from "./columns";

/** The newest link of each firm's chain; its row lock is what keeps the chain from forking. */
export const auditHeads = pgTable(
  "audit_heads",
  {
    tenantId: tenantId(),
    sequence: bigint("sequence", { mode: "number" }).notNull().default(0),
    hash: bytes("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

/**
 * One link: SHA-256 over the previous hash and the canonical entry. `occurredAtMicros` is UTC microseconds since 1970.
 * `detailHash` commits to the salted detail in audit_details, which may be erased without breaking the chain.
 */
export const auditLogs = pgTable(
  "audit_logs",
  {
    tenantId: tenantId(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    occurredAtMicros: bigint("occurred_at_micros", { mode: "number" }).notNull(),
    action: text("action").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id"),
    actorType: text("actor_type").notNull(),
    actorId: text("actor_id"),
    requestId: text("request_id"),
    outcome: text("outcome", { enum: ["done", "denied", "failed"] })
      .notNull()
      .default("done"),
    detailHash: bytes("detail_hash").notNull(),
    previousHash: bytes("previous_hash").notNull(),
    hash: bytes("hash").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sequence] }),
    index("audit_logs_subject_idx").on(t.tenantId, t.subjectType, t.subjectId, t.sequence),
    index("audit_logs_actor_idx").on(t.tenantId, t.actorId, t.sequence),
  ],
);

/** Old and new values, redacted by data class. Erasable: `erased_at` set and detail emptied. */
export const auditDetails = pgTable(
  "audit_details",
  {
    tenantId: tenantId(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    salt: uuid("salt").notNull(),
    detail: text("detail"),
    erasedAt: instant("erased_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.sequence] })],
);
