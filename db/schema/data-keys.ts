import { integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, tenantId } from "./columns";

/** A firm's data-encryption keys, each wrapped under a versioned key-encryption key. */
export const dataKeys = pgTable(
  "data_keys",
  {
    tenantId: tenantId(),
    id: id(),
    version: integer("version").notNull(),
    wrappedKey: bytes("wrapped_key").notNull(),
    kekVersion: integer("kek_version").notNull(),
    state: text("state", { enum: ["active", "retired"] })
      .notNull()
      .default("active"),
    retiredAt: instant("retired_at"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), unique("data_keys_version_key").on(t.tenantId, t.version)],
);
