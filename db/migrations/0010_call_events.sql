DROP INDEX "webhook_events_call_idx";--> statement-breakpoint
CREATE INDEX "webhook_events_call_idx" ON "webhook_events" USING btree ("tenant_id","call_id","received_at") WHERE call_id is not null;