-- Messages that were kept before there were conversations get theirs. The owner is held by forced policies as well, so they
-- rest for these statements.
ALTER TABLE messages NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE messages DISABLE TRIGGER audit;
--> statement-breakpoint
INSERT INTO conversations (tenant_id, contact_id, client_address, sender_name, last_message_id, last_message_at, last_inbound_at, last_outbound_at, waiting_since)
SELECT m.tenant_id, m.contact_id, (array_agg(m.client_address ORDER BY m.sent_at DESC, m.id DESC))[1],
  (array_agg(m.sender_name ORDER BY m.sent_at DESC, m.id DESC) FILTER (WHERE m.sender_name IS NOT NULL))[1],
  (array_agg(m.id ORDER BY m.sent_at DESC, m.id DESC))[1], max(m.sent_at),
  max(m.sent_at) FILTER (WHERE m.direction = 'inbound'), max(m.sent_at) FILTER (WHERE m.direction = 'outbound'), NULL
FROM messages m GROUP BY m.tenant_id, m.contact_id, CASE WHEN m.contact_id IS NULL THEN m.client_address END;
--> statement-breakpoint
UPDATE messages m SET conversation_id = c.id FROM conversations c
WHERE c.tenant_id = m.tenant_id AND (c.contact_id = m.contact_id OR (c.contact_id IS NULL AND m.contact_id IS NULL AND c.client_address = m.client_address));
--> statement-breakpoint
UPDATE conversations c SET waiting_since = (SELECT min(m.sent_at) FROM messages m WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.id
  AND m.direction = 'inbound' AND m.state_rank >= 0 AND (c.last_outbound_at IS NULL OR m.sent_at > c.last_outbound_at));
--> statement-breakpoint
ALTER TABLE messages ENABLE TRIGGER audit;
--> statement-breakpoint
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE messages ALTER COLUMN conversation_id SET NOT NULL;
--> statement-breakpoint
SELECT docketline.protect('lines', 'SELECT, INSERT, UPDATE', ARRAY['provider', 'channel', 'label', 'state', 'state_reason', 'is_default', 'removed_at']);
--> statement-breakpoint
SELECT docketline.protect('conversations', 'SELECT, INSERT, UPDATE, DELETE', NULL);
--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE OF contact_id, status, snoozed_until, assigned_user_id, tags, preferred_line_id
  ON conversations FOR EACH ROW
  EXECUTE FUNCTION docketline.audit_row('contact_id', 'status', 'snoozed_until', 'assigned_user_id', 'preferred_line_id');
--> statement-breakpoint
SELECT docketline.protect('conversation_notes', 'SELECT, INSERT, UPDATE', ARRAY['conversation_id', 'author_user_id']);
--> statement-breakpoint
SELECT docketline.protect('conversation_mentions', 'SELECT, INSERT, UPDATE', NULL);
--> statement-breakpoint
SELECT docketline.protect('conversation_events', 'SELECT, INSERT, UPDATE', NULL);
--> statement-breakpoint
SELECT docketline.protect('conversation_members', 'SELECT, INSERT, UPDATE, DELETE', NULL);
--> statement-breakpoint
SELECT docketline.protect('saved_views', 'SELECT, INSERT, UPDATE, DELETE', ARRAY['screen', 'owner_user_id', 'created_by_user_id']);
--> statement-breakpoint
SELECT docketline.protect('message_templates', 'SELECT, INSERT, UPDATE', ARRAY['name', 'shortcut', 'created_by_user_id', 'archived_at']);
--> statement-breakpoint
SELECT docketline.protect('message_sends', 'SELECT, INSERT, UPDATE', ARRAY['message_id', 'line_id', 'origin', 'purpose', 'state', 'scheduled_for', 'attempted_at', 'reserve_decision_id', 'send_decision_id', 'broadcast_id', 'segments', 'failure_code', 'created_by_user_id']);
--> statement-breakpoint
SELECT docketline.protect('message_media', 'SELECT, INSERT, UPDATE', ARRAY['message_id', 'state', 'reason', 'content_type', 'size_bytes']);
--> statement-breakpoint
SELECT docketline.protect('broadcasts', 'SELECT, INSERT, UPDATE, DELETE', ARRAY['name', 'line_id', 'purpose', 'state', 'per_minute', 'scheduled_for', 'started_at', 'stopped_at', 'stopped_by_user_id', 'finished_at', 'created_by_user_id']);
--> statement-breakpoint
SELECT docketline.protect('broadcast_recipients', 'SELECT, INSERT, UPDATE, DELETE', NULL);
--> statement-breakpoint
SELECT docketline.protect('credit_accounts', 'SELECT, INSERT, UPDATE', NULL);
--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE OF low_balance_threshold ON credit_accounts FOR EACH ROW
  EXECUTE FUNCTION docketline.audit_row('balance', 'held', 'low_balance_threshold');
--> statement-breakpoint
SELECT docketline.protect('credit_holds', 'SELECT, INSERT, UPDATE', NULL);
--> statement-breakpoint
SELECT docketline.protect('credit_entries', 'SELECT, INSERT', ARRAY['sequence', 'kind', 'balance_delta', 'held_delta', 'balance_after', 'held_after', 'hold_id', 'actor_user_id']);
--> statement-breakpoint
SELECT docketline.append_only('credit_entries');
--> statement-breakpoint
SELECT docketline.protect('credit_limits', 'SELECT, INSERT, UPDATE, DELETE', ARRAY['scope', 'subject', 'period', 'amount', 'set_by_user_id']);
--> statement-breakpoint
SELECT docketline.protect('optout_tasks', 'SELECT, INSERT, UPDATE', ARRAY['event_id', 'kind', 'state', 'due_at', 'done_at', 'done_by_user_id']);
--> statement-breakpoint
SELECT docketline.protect('do_not_call_numbers', 'SELECT, INSERT, UPDATE', NULL);
--> statement-breakpoint
SELECT docketline.protect('compliance_settings', 'SELECT, INSERT, UPDATE', ARRAY['contact_hours', 'frequency_limit', 'is_text_back_enabled', 'text_back_en', 'text_back_es', 'stop_confirmation_en', 'stop_confirmation_es', 'help_en', 'help_es', 'updated_by_user_id']);
--> statement-breakpoint
SELECT docketline.protect('contact_walls', 'SELECT', NULL);
--> statement-breakpoint
-- Which clients stand behind a wall, kept apart from cases: a policy on messages may not ask the very rows that it hides.
CREATE FUNCTION docketline.keep_contact_wall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.contact_walls WHERE tenant_id = NEW.tenant_id AND case_id = NEW.id;
  IF NEW.is_restricted THEN
    INSERT INTO public.contact_walls (tenant_id, contact_id, case_id) VALUES (NEW.tenant_id, NEW.client_contact_id, NEW.id);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION docketline.keep_contact_wall() FROM PUBLIC;
--> statement-breakpoint
ALTER TABLE cases NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE contact_walls NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO contact_walls (tenant_id, contact_id, case_id) SELECT tenant_id, client_contact_id, id FROM cases WHERE is_restricted;
--> statement-breakpoint
ALTER TABLE contact_walls FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE cases FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TRIGGER contact_wall AFTER INSERT OR UPDATE OF is_restricted, client_contact_id ON cases FOR EACH ROW
  EXECUTE FUNCTION docketline.keep_contact_wall();
--> statement-breakpoint
-- A person's messages stand behind the wall of every restricted case that they are the client of.
DO $$
DECLARE walled text;
BEGIN
  FOREACH walled IN ARRAY ARRAY['conversations', 'messages'] LOOP
    EXECUTE format('CREATE POLICY wall ON %1$I AS RESTRICTIVE TO docketline_app USING (contact_id IS NULL '
      'OR (SELECT current_setting(''app.actor_type'', true)) IN (''webhook'', ''assistant'', ''job'', ''system'') '
      'OR contact_id NOT IN (SELECT w.contact_id FROM contact_walls w WHERE w.tenant_id = (SELECT nullif(current_setting(''app.tenant_id'', true), '''')::uuid) '
      'AND NOT EXISTS (SELECT 1 FROM case_members m WHERE m.tenant_id = w.tenant_id AND m.case_id = w.case_id '
      'AND m.user_id = (SELECT current_setting(''app.actor_id'', true))))) WITH CHECK (true)', walled);
  END LOOP;
  FOREACH walled IN ARRAY ARRAY['conversation_notes', 'conversation_mentions', 'conversation_events', 'conversation_members'] LOOP
    EXECUTE format('CREATE POLICY wall ON %1$I AS RESTRICTIVE TO docketline_app USING (EXISTS '
      '(SELECT 1 FROM conversations c WHERE c.tenant_id = %1$I.tenant_id AND c.id = %1$I.conversation_id)) WITH CHECK (true)', walled);
  END LOOP;
  FOREACH walled IN ARRAY ARRAY['message_sends', 'message_media'] LOOP
    EXECUTE format('CREATE POLICY wall ON %1$I AS RESTRICTIVE TO docketline_app USING (EXISTS '
      '(SELECT 1 FROM messages m WHERE m.tenant_id = %1$I.tenant_id AND m.id = %1$I.message_id)) WITH CHECK (true)', walled);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE message_media ALTER COLUMN content_ciphertext SET STORAGE EXTERNAL;
