-- What the gate said of a person stands behind the same wall as what was written to them.
CREATE POLICY wall ON gate_decisions AS RESTRICTIVE TO docketline_app USING (contact_id IS NULL
  OR (SELECT current_setting('app.actor_type', true)) IN ('webhook', 'assistant', 'job', 'system')
  OR contact_id NOT IN (SELECT w.contact_id FROM contact_walls w WHERE w.tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)
    AND NOT EXISTS (SELECT 1 FROM case_members m WHERE m.tenant_id = w.tenant_id AND m.case_id = w.case_id
      AND m.user_id = (SELECT current_setting('app.actor_id', true))))) WITH CHECK (true);
--> statement-breakpoint
-- Decisions that were stored before they named their origin and what blocked them. The owner is held by forced policies and
-- by the triggers as well, so they rest for this statement.
ALTER TABLE gate_decisions NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE gate_decisions DISABLE TRIGGER USER;
--> statement-breakpoint
UPDATE gate_decisions SET origin = coalesce(origin, 'automation'),
  blocked_by = ARRAY(SELECT r ->> 'code' FROM jsonb_array_elements(rules) r WHERE r ->> 'status' = 'blocked')
  WHERE origin IS NULL;
--> statement-breakpoint
ALTER TABLE gate_decisions ENABLE TRIGGER USER;
--> statement-breakpoint
ALTER TABLE gate_decisions FORCE ROW LEVEL SECURITY;
