DROP INDEX "broadcast_recipients_state_idx";--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD COLUMN "due_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "next_step_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "broadcast_recipients_due_idx" ON "broadcast_recipients" USING btree ("tenant_id","broadcast_id","state","due_at","position");