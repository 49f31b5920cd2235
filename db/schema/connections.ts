import { jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";

/** Ids of what was created for the firm at the service; never a secret. */
export type ConnectionSettings = {
  assistantId?: string;
  phoneNumberId?: string;
  phoneNumber?: string;
  assistantRevision?: string;
  /** The credential that the service signs its webhooks with; its secret stays at the service. */
  credentialId?: string;
};

export const connections = pgTable(
  "connections",
  {
    tenantId: tenantId(),
    id: id(),
    serviceName: text("service_name").notNull(),
    state: text("state", { enum: ["connected", "failing", "disconnected"] }).notNull(),
    settings: jsonb("settings").$type<ConnectionSettings>().notNull().default({}),
    lastTestedAt: instant("last_tested_at"),
    lastTestResult: text("last_test_result"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), unique("connections_service_key").on(t.tenantId, t.serviceName)],
);
