ALTER TABLE "contacts" ADD COLUMN "held_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "held_by_user_id" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "hold_reason" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "is_hold_blocking" boolean DEFAULT false NOT NULL;