import { boolean, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, tenantId, updatedAt } from "./columns";
import type { FirmHours } from "./firms";

/** How far one stop reaches, the strictest first. The gate says what each means (lib/domain/compliance/rules/opt-out.ts). */
export const OPT_OUT_REACHES = ["everything", "all_automated", "requested_scope"] as const;

/** What a firm adds to the law; a firm without a row has the defaults. Nothing here can loosen the law. */
export const complianceSettings = pgTable(
  "compliance_settings",
  {
    tenantId: tenantId(),
    /** On the called party's clock; narrows the lawful hours. */
    contactHours: jsonb("contact_hours").$type<FirmHours>(),
    frequencyLimit: integer("frequency_limit"),
    optOutReach: text("opt_out_reach", { enum: OPT_OUT_REACHES }).notNull().default("everything"),
    isTextBackEnabled: boolean("is_text_back_enabled").notNull().default(false),
    textBackEn: text("text_back_en"),
    textBackEs: text("text_back_es"),
    stopConfirmationEn: text("stop_confirmation_en"),
    stopConfirmationEs: text("stop_confirmation_es"),
    helpEn: text("help_en"),
    helpEs: text("help_es"),
    updatedByUserId: text("updated_by_user_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);
