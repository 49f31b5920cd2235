ALTER TABLE "compliance_settings" ADD COLUMN "opt_out_reach" text DEFAULT 'everything' NOT NULL;--> statement-breakpoint
-- The audit log tells of the new column as of the others.
DROP TRIGGER audit ON compliance_settings;
--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON compliance_settings FOR EACH ROW EXECUTE FUNCTION docketline.audit_row('contact_hours', 'frequency_limit', 'opt_out_reach', 'is_text_back_enabled', 'text_back_en', 'text_back_es', 'stop_confirmation_en', 'stop_confirmation_es', 'help_en', 'help_es', 'updated_by_user_id');
