import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";

/**
 * HighLevel locations that installed the app. An installation may come before anyone here knows whose it is, so it has
 * no firm at first; reached only through definer functions.
 */
export const ghlInstallations = pgTable(
  "ghl_installations",
  {
    locationId: text("location_id").primaryKey(),
    companyId: text("company_id"),
    appId: text("app_id"),
    companyName: text("company_name"),
    state: text("state", { enum: ["unclaimed", "requested", "claimed", "uninstalled"] }).notNull(),
    firmId: uuid("firm_id"),
    requestedBy: text("requested_by"),
    requestedAt: instant("requested_at"),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    installedAt: instant("installed_at").notNull(),
    uninstalledAt: instant("uninstalled_at"),
    createdAt: createdAt(),
  },
  (t) => [index("ghl_installations_firm_idx").on(t.firmId)],
);
