import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, tenantId, updatedAt } from "./columns";

/** How a delivery may prove itself; lib/webhooks/schemes has a file for each. */
export const VERIFICATION_MODES = [
  "standard-webhooks",
  "vapi-hmac",
  "bearer",
  "secret-header",
  "basic",
  "body-hmac",
  "timestamped-hmac",
  "twilio-signature",
  "ghl-ed25519",
  "evolution-jwt",
  "evolution-jwt-header",
  "make-apikey",
  "clio-hmac",
] as const;

/**
 * A door of one firm for one provider. The URL's token is stored as SHA-256 for look-up and sealed for showing it to
 * the firm's admins; two secrets may be active during a rotation.
 */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    tenantId: tenantId(),
    id: id(),
    provider: text("provider").notNull(),
    /** What the firm calls it, where it has several of one provider. */
    label: text("label"),
    /** The firm's id at the provider (AccountSid, locationId, instance name), which a delivery's body must name. */
    account: text("account"),
    tokenHash: bytes("token_hash").notNull(),
    tokenCiphertext: bytes("token_ciphertext").notNull(),
    mode: text("mode", { enum: VERIFICATION_MODES }).notNull(),
    secretCiphertext: bytes("secret_ciphertext").notNull(),
    secretFingerprint: text("secret_fingerprint").notNull(),
    previousSecretCiphertext: bytes("previous_secret_ciphertext"),
    previousSecretUsableUntil: instant("previous_secret_usable_until"),
    state: text("state", { enum: ["active", "paused", "deleted"] })
      .notNull()
      .default("active"),
    lastEventAt: instant("last_event_at"),
    lastRefusedAt: instant("last_refused_at"),
    lastRefusal: text("last_refusal"),
    refusedCount: integer("refused_count").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("webhook_endpoints_hash_idx").on(t.tokenHash),
    index("webhook_endpoints_provider_idx").on(t.tenantId, t.provider),
  ],
);
