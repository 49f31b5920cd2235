-- Taking the next people of an audience moves a mark on the broadcast many times an hour, which is no change worth a record.
DROP TRIGGER audit ON broadcasts;
--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE OF name, line_id, purpose, body_en, body_es, audience, state, per_minute, scheduled_for, started_at, stopped_at, stopped_by_user_id, finished_at
  ON broadcasts FOR EACH ROW
  EXECUTE FUNCTION docketline.audit_row('name', 'line_id', 'purpose', 'state', 'per_minute', 'scheduled_for', 'started_at', 'stopped_at', 'stopped_by_user_id', 'finished_at', 'created_by_user_id');
--> statement-breakpoint
-- Who was written to in a broadcast stands behind the same wall as what was written to them.
CREATE POLICY wall ON broadcast_recipients AS RESTRICTIVE TO docketline_app USING (
  (SELECT current_setting('app.actor_type', true)) IN ('webhook', 'assistant', 'job', 'system')
  OR contact_id NOT IN (SELECT w.contact_id FROM contact_walls w WHERE w.tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)
    AND NOT EXISTS (SELECT 1 FROM case_members m WHERE m.tenant_id = w.tenant_id AND m.case_id = w.case_id
      AND m.user_id = (SELECT current_setting('app.actor_id', true))))) WITH CHECK (true);
