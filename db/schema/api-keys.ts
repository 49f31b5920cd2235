import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, tenantId } from "./columns";

/** A firm's key for an outside service, in the vault's envelope. During a rotation two rows are usable. */
export const apiKeys = pgTable(
  "api_keys",
  {
    tenantId: tenantId(),
    id: id(),
    serviceName: text("service_name").notNull(),
    state: text("state", { enum: ["current", "previous", "deleted"] }).notNull(),
    ciphertext: bytes("ciphertext"),
    lastFour: text("last_four").notNull(),
    fingerprint: text("fingerprint").notNull(),
    createdByUserId: text("created_by_user_id"),
    usableUntil: instant("usable_until"),
    lastUsedAt: instant("last_used_at"),
    deletedAt: instant("deleted_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("api_keys_service_idx").on(t.tenantId, t.serviceName, t.state),
  ],
);
