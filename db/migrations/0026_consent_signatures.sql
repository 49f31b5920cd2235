ALTER TABLE "consents" ADD COLUMN "signature_kind" text;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "is_not_condition_stated" boolean;--> statement-breakpoint
-- Whether a consent carries marketing hangs on both.
DROP TRIGGER audit ON consents;
--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON consents FOR EACH ROW EXECUTE FUNCTION docketline.audit_row('contact_id', 'channel', 'purpose', 'level', 'capture_method', 'wording_version', 'language', 'captured_at', 'captured_by_user_id', 'signature_kind', 'is_not_condition_stated', 'revoked_at');
