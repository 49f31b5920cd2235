DROP INDEX "audit_logs_subject_idx";--> statement-breakpoint
DROP INDEX "audit_logs_actor_idx";--> statement-breakpoint
DROP INDEX "automation_logs_subject_idx";--> statement-breakpoint
DROP INDEX "call_logs_created_idx";--> statement-breakpoint
DROP INDEX "call_logs_state_idx";--> statement-breakpoint
DROP INDEX "call_logs_case_idx";--> statement-breakpoint
DROP INDEX "call_logs_contact_idx";--> statement-breakpoint
DROP INDEX "call_logs_number_idx";--> statement-breakpoint
DROP INDEX "case_notes_case_idx";--> statement-breakpoint
DROP INDEX "cases_updated_idx";--> statement-breakpoint
DROP INDEX "cases_stage_idx";--> statement-breakpoint
DROP INDEX "contacts_created_idx";--> statement-breakpoint
DROP INDEX "gate_decisions_contact_idx";--> statement-breakpoint
DROP INDEX "leads_received_idx";--> statement-breakpoint
DROP INDEX "leads_status_idx";--> statement-breakpoint
DROP INDEX "webhook_events_received_idx";--> statement-breakpoint
CREATE INDEX "audit_logs_subject_idx" ON "audit_logs" USING btree ("tenant_id","subject_type","subject_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_logs_actor_idx" ON "audit_logs" USING btree ("tenant_id","actor_id","sequence");--> statement-breakpoint
CREATE INDEX "automation_logs_subject_idx" ON "automation_logs" USING btree ("tenant_id","subject_id","created_at");--> statement-breakpoint
CREATE INDEX "call_logs_created_idx" ON "call_logs" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "call_logs_state_idx" ON "call_logs" USING btree ("tenant_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "call_logs_case_idx" ON "call_logs" USING btree ("tenant_id","case_id","created_at");--> statement-breakpoint
CREATE INDEX "call_logs_contact_idx" ON "call_logs" USING btree ("tenant_id","contact_id","created_at");--> statement-breakpoint
CREATE INDEX "call_logs_number_idx" ON "call_logs" USING btree ("tenant_id","client_number","dial_attempted_at");--> statement-breakpoint
CREATE INDEX "case_notes_case_idx" ON "case_notes" USING btree ("tenant_id","case_id","created_at");--> statement-breakpoint
CREATE INDEX "cases_updated_idx" ON "cases" USING btree ("tenant_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "cases_stage_idx" ON "cases" USING btree ("tenant_id","stage","updated_at","id");--> statement-breakpoint
CREATE INDEX "contacts_created_idx" ON "contacts" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "gate_decisions_contact_idx" ON "gate_decisions" USING btree ("tenant_id","contact_id","created_at");--> statement-breakpoint
CREATE INDEX "leads_received_idx" ON "leads" USING btree ("tenant_id","received_at","id");--> statement-breakpoint
CREATE INDEX "leads_status_idx" ON "leads" USING btree ("tenant_id","status","received_at","id");--> statement-breakpoint
CREATE INDEX "webhook_events_received_idx" ON "webhook_events" USING btree ("tenant_id","received_at","id");--> statement-breakpoint
-- The same wall as before, in a form that Postgres looks up per row by key: written with EXISTS, opening a page of calls
-- first read every case of the firm into a hash table.
ALTER POLICY wall ON call_logs USING (
  case_id IS NULL OR (SELECT true FROM cases c WHERE c.tenant_id = call_logs.tenant_id AND c.id = call_logs.case_id)
);
