import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, tenantId, updatedAt } from "./columns";

/** An address of the firm's that is told of events. The whole URL is a secret at some receivers, so it is sealed. */
export const webhookSubscriptions = pgTable(
  "webhook_subscriptions",
  {
    tenantId: tenantId(),
    id: id(),
    label: text("label").notNull(),
    urlCiphertext: bytes("url_ciphertext").notNull(),
    /** Host name alone, for lists. */
    urlHost: text("url_host").notNull(),
    eventTypes: text("event_types").array().notNull(),
    secretCiphertext: bytes("secret_ciphertext").notNull(),
    secretFingerprint: text("secret_fingerprint").notNull(),
    previousSecretCiphertext: bytes("previous_secret_ciphertext"),
    previousSecretUsableUntil: instant("previous_secret_usable_until"),
    /** Further headers as sealed JSON; their names stand open. */
    headersCiphertext: bytes("headers_ciphertext"),
    headerNames: text("header_names").array().notNull().default([]),
    state: text("state", { enum: ["active", "paused", "disabled", "deleted"] })
      .notNull()
      .default("active"),
    /** Why it was disabled by us: `gone` (410) or `failing` (five days without success). */
    disabledReason: text("disabled_reason", { enum: ["gone", "failing"] }),
    failingSince: instant("failing_since"),
    lastSuccessAt: instant("last_success_at"),
    lastFailureAt: instant("last_failure_at"),
    lastFailure: text("last_failure"),
    failureCount: integer("failure_count").notNull().default(0),
    createdByUserId: text("created_by_user_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("webhook_subscriptions_created_idx").on(t.tenantId, t.createdAt, t.id),
  ],
);
