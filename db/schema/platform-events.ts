import { index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Clerk events already applied, by svix id. Not a firm's data: reached only through a definer function. */
export const platformEvents = pgTable(
  "platform_events",
  {
    id: text("id").primaryKey(),
    eventType: text("event_type").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (t) => [index("platform_events_received_idx").on(t.receivedAt)],
);
