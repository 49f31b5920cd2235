import { boolean, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId } from "./columns";
import { contacts } from "./contacts";

/** What counts as a signature under the E-SIGN Act: any mark, sound or act by which the person meant to sign. */
export const SIGNATURE_KINDS = [
  "handwritten",
  "drawn",
  "typed_name",
  "ticked_box",
  "signing_service",
  "text_reply",
  "key_press",
  "spoken",
] as const;

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
    level: text("level", { enum: ["implied", "express", "express_written"] }).notNull(),
    captureMethod: text("capture_method", {
      enum: [
        "web_form",
        "paper",
        "inbound_call",
        "inbound_sms",
        "inbound_whatsapp",
        "verbal_recorded",
        "import",
        "crm",
      ],
    }).notNull(),
    wording: text("wording").notNull(),
    wordingVersion: text("wording_version").notNull(),
    language: text("language", { enum: ["en", "es"] }).notNull(),
    capturedAt: instant("captured_at").notNull(),
    capturedByUserId: text("captured_by_user_id"),
    evidence: text("evidence"),
    /** Of the wording, hex: what was shown cannot be changed unseen. */
    wordingSha256: text("wording_sha256"),
    /** Null: not signed, or nobody knows. */
    signatureKind: text("signature_kind", { enum: SIGNATURE_KINDS }),
    /** What was shown said that agreeing is no condition of buying anything. Null: nobody knows. */
    isNotConditionStated: boolean("is_not_condition_stated"),
    sourceMessageId: uuid("source_message_id"),
    sourceCallId: uuid("source_call_id"),
    ip: text("ip"),
    userAgent: text("user_agent"),
    pageUrl: text("page_url"),
    campaign: text("campaign"),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    index("consents_captured_idx").on(t.tenantId, t.capturedAt, t.id),
    index("consents_number_idx").on(t.tenantId, t.e164),
    index("consents_contact_idx").on(t.tenantId, t.contactId),
  ],
);
