-- The platform's first page says which schema the database is on.
GRANT USAGE ON SCHEMA drizzle TO docketline_platform;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO docketline_platform;
