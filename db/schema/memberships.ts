import { pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";

/** Mirror of a Clerk organization membership with the person's name as the firm sees it. */
export const memberships = pgTable(
  "memberships",
  {
    tenantId: tenantId(),
    id: id(),
    userId: text("user_id").notNull(),
    role: text("role").notNull(),
    firstName: text("first_name"),
    lastName: text("last_name"),
    email: text("email"),
    removedAt: instant("removed_at"),
    remoteUpdatedAt: instant("remote_updated_at"),
    /** Time of the event that the name comes from: the person's own events order apart from the membership's. */
    profileUpdatedAt: instant("profile_updated_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), unique("memberships_user_key").on(t.tenantId, t.userId)],
);
