ALTER TABLE "contacts" ADD COLUMN "hold_released_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "hold_released_by_user_id" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "hold_release_reason" text;