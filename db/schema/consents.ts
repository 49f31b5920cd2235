import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId } from "./columns";
import { contacts } from "./contacts";

/** The consent ledger: wording, proof and scope of each agreement, revoked by setting `revoked_at`, never removed. */
export const consents = pgTable(
  "consents",
  {
    tenantId: tenantId(),
    id: id(),
    contactId: uuid("contact_id").notNull(),
    e164: text("e164").notNull(),
    channel: text("channel", { enum: ["voice_ai", "voice_human", "sms", "whatsapp", "email", "recording"] }).notNull(),
    purpose: text("purpose", { enum: ["informational", "marketing"] }).notNull(),
    level: text("level", { enum: ["express", "express_written"] }).notNull(),
    captureMethod: text("capture_method", {
      enum: ["web_form", "paper", "inbound_call", "inbound_sms", "verbal_recorded", "import"],
    }).notNull(),
    wording: text("wording").notNull(),
    wordingVersion: text("wording_version").notNull(),
    language: text("language", { enum: ["en", "es"] }).notNull(),
    capturedAt: instant("captured_at").notNull(),
    capturedByUserId: text("captured_by_user_id"),
    evidence: text("evidence"),
    revokedAt: instant("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    index("consents_number_idx").on(t.tenantId, t.e164),
    index("consents_contact_idx").on(t.tenantId, t.contactId),
  ],
);
