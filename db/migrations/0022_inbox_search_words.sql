-- Words of messages. The owner is held by forced policies too, so they rest while the column is filled.
ALTER TABLE messages NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE messages ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', docketline.fold(left(body, 10000)))) STORED;
--> statement-breakpoint
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE INDEX messages_search_idx ON messages USING gin (tenant_id, search);
--> statement-breakpoint
-- Text search is no condition that row-level security lets an index answer, unless it is a policy itself: so the look-up
-- role sees only the firm's messages that hold the words it was asked for, and says no more of them than their
-- conversation. Whoever asks still has to get past the wall of that conversation.
GRANT SELECT (tenant_id, id, conversation_id, sent_at, state_rank, deleted_at, search) ON messages TO docketline_lookup;
--> statement-breakpoint
CREATE POLICY by_words ON messages AS RESTRICTIVE FOR SELECT TO docketline_lookup
  USING (search @@ (SELECT nullif(current_setting('app.lookup', true), '')::tsquery));
--> statement-breakpoint
CREATE FUNCTION docketline.find_conversations_by_words(p_words text, p_limit integer)
RETURNS TABLE (conversation_id uuid) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.lookup', to_tsquery('simple', p_words)::text, true);
  RETURN QUERY SELECT DISTINCT newest.conversation_id FROM (
    SELECT m.conversation_id FROM public.messages m WHERE m.state_rank >= 0 AND m.deleted_at IS NULL
    ORDER BY m.sent_at DESC LIMIT p_limit) newest;
  PERFORM set_config('app.lookup', '', true);
END $$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA docketline TO docketline_lookup;
--> statement-breakpoint
ALTER FUNCTION docketline.find_conversations_by_words(text, integer) OWNER TO docketline_lookup;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA docketline FROM docketline_lookup;
--> statement-breakpoint
REVOKE ALL ON FUNCTION docketline.find_conversations_by_words(text, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION docketline.find_conversations_by_words(text, integer) TO docketline_app;
--> statement-breakpoint
-- The same walls as before, in a form that Postgres looks up per row by key: written with EXISTS, a page of conversations
-- first read every conversation of the firm into a hash table.
DO $$
DECLARE walled text;
BEGIN
  FOREACH walled IN ARRAY ARRAY['conversation_notes', 'conversation_mentions', 'conversation_events', 'conversation_members'] LOOP
    EXECUTE format('ALTER POLICY wall ON %1$I USING ((SELECT true FROM conversations c '
      'WHERE c.tenant_id = %1$I.tenant_id AND c.id = %1$I.conversation_id))', walled);
  END LOOP;
  FOREACH walled IN ARRAY ARRAY['message_sends', 'message_media'] LOOP
    EXECUTE format('ALTER POLICY wall ON %1$I USING ((SELECT true FROM messages m '
      'WHERE m.tenant_id = %1$I.tenant_id AND m.id = %1$I.message_id))', walled);
  END LOOP;
END $$;
