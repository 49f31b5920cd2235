import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { MESSAGE_CHANNELS } from "./message-channels";

export const LINE_PROVIDERS = ["twilio", "ghl", "aloware", "texting", "broadcast", "evolution"] as const;

/** What a provider needs to send by the line, beside the key in the vault; never a secret. */
export type LineSettings = {
  /** Twilio: sends by the service's numbers instead of the line's own. */
  messagingServiceSid?: string;
  /** Aloware: the line's id there. */
  lineId?: string;
  /** Texting and broadcast platforms: where a send is posted to. */
  sendUrl?: string;
  /** Texting and broadcast platforms: hosts that files of messages may be fetched from; without any, none are. */
  fileHosts?: string[];
  /** WhatsApp: how the gateway is joined to WhatsApp. `business` has the 24-hour window. */
  whatsapp?: "baileys" | "business";
  /** WhatsApp Business: Meta's id of the number. */
  phoneNumberId?: string;
  /** WhatsApp: the number that the instance is connected as, E.164. */
  phone?: string;
};

/** A number or WhatsApp instance that a firm writes from. Its key lies in the vault (see key-service-of.ts). */
export const lines = pgTable(
  "lines",
  {
    tenantId: tenantId(),
    id: id(),
    provider: text("provider", { enum: LINE_PROVIDERS }).notNull(),
    channel: text("channel", { enum: MESSAGE_CHANNELS }).notNull(),
    /** E.164, or the name of the WhatsApp instance. */
    address: text("address").notNull(),
    label: text("label").notNull(),
    /** The firm's id at the provider: AccountSid, locationId. */
    account: text("account"),
    settings: jsonb("settings").$type<LineSettings>().notNull().default({}),
    state: text("state", { enum: ["connected", "connecting", "disconnected", "failing"] }).notNull(),
    stateReason: text("state_reason"),
    stateChangedAt: instant("state_changed_at").notNull().defaultNow(),
    isDefault: boolean("is_default").notNull().default(false),
    removedAt: instant("removed_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("lines_address_idx").on(t.tenantId, t.provider, t.address),
    uniqueIndex("lines_own_key").on(t.tenantId, t.provider, t.channel, t.address).where(sql`removed_at is null`),
    uniqueIndex("lines_default_key").on(t.tenantId, t.channel).where(sql`is_default and removed_at is null`),
  ],
);
