-- Roles. They belong to the whole cluster, so another database may have made them already.
DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['docketline_app', 'docketline_platform', 'docketline_lookup'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
END $$;
--> statement-breakpoint
DO $$
BEGIN
  EXECUTE format('GRANT docketline_lookup TO %I', current_user);
EXCEPTION WHEN invalid_grant_operation OR unique_violation OR OTHERS THEN
  IF NOT pg_has_role(current_user, 'docketline_lookup', 'MEMBER') THEN RAISE; END IF;
END $$;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;
--> statement-breakpoint
CREATE SCHEMA docketline;
--> statement-breakpoint
REVOKE ALL ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public, docketline TO docketline_app, docketline_platform, docketline_lookup;
--> statement-breakpoint
-- Refuses whatever it is attached to, for the owner as well.
CREATE FUNCTION docketline.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
-- Appends one link to a firm's chain. The head row's lock is taken in the caller's transaction, so concurrent writers
-- queue and a rollback leaves nothing. The hashed text is the RFC 8785 form of an array of strings, with UTC
-- microseconds as an integer: it reads the same in every session's time zone.
CREATE FUNCTION docketline.audit_append(
  p_tenant uuid, p_action text, p_subject_type text, p_subject_id text, p_outcome text, p_detail jsonb
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_head public.audit_heads%ROWTYPE;
  v_micros bigint := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
  v_salt uuid := gen_random_uuid();
  v_detail text := p_detail::text;
  v_detail_hash bytea;
  v_actor_type text := coalesce(nullif(current_setting('app.actor_type', true), ''), 'system');
  v_actor_id text := coalesce(nullif(current_setting('app.actor_id', true), ''), 'database');
  v_request text := coalesce(current_setting('app.request_id', true), '');
  v_sequence bigint;
  v_hash bytea;
BEGIN
  IF p_tenant IS DISTINCT FROM nullif(current_setting('app.tenant_id', true), '')::uuid THEN
    RAISE EXCEPTION 'audit outside its tenant' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.audit_heads (tenant_id, sequence, hash)
    VALUES (p_tenant, 0, sha256(convert_to('docketline:' || p_tenant::text, 'UTF8')))
    ON CONFLICT (tenant_id) DO NOTHING;
  SELECT * INTO v_head FROM public.audit_heads WHERE tenant_id = p_tenant FOR UPDATE;
  v_sequence := v_head.sequence + 1;
  v_detail_hash := sha256(convert_to(v_salt::text || v_detail, 'UTF8'));
  v_hash := sha256(v_head.hash || convert_to('[' || concat_ws(',',
    to_json('1'::text), to_json(p_tenant::text), to_json(v_sequence::text), to_json(v_micros::text), to_json(p_action),
    to_json(p_subject_type), to_json(coalesce(p_subject_id, '')), to_json(v_actor_type), to_json(v_actor_id),
    to_json(v_request), to_json(p_outcome), to_json(encode(v_detail_hash, 'hex'))) || ']', 'UTF8'));
  INSERT INTO public.audit_logs (tenant_id, sequence, occurred_at_micros, action, subject_type, subject_id, actor_type,
      actor_id, request_id, outcome, detail_hash, previous_hash, hash)
    VALUES (p_tenant, v_sequence, v_micros, p_action, p_subject_type, p_subject_id, v_actor_type, v_actor_id, v_request,
      p_outcome, v_detail_hash, v_head.hash, v_hash);
  INSERT INTO public.audit_details (tenant_id, sequence, salt, detail) VALUES (p_tenant, v_sequence, v_salt, v_detail);
  UPDATE public.audit_heads SET sequence = v_sequence, hash = v_hash WHERE tenant_id = p_tenant;
  RETURN v_sequence;
END $$;
--> statement-breakpoint
-- The door for named events (a denial, a key's use, an export): the tenant is the transaction's own.
CREATE FUNCTION docketline.audit_event(
  p_action text, p_subject_type text, p_subject_id text, p_outcome text, p_detail jsonb
) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT docketline.audit_append(
    nullif(current_setting('app.tenant_id', true), '')::uuid, p_action, p_subject_type, p_subject_id, p_outcome, p_detail)
$$;
--> statement-breakpoint
-- Row trigger. Arguments are the columns whose values may be kept; every other column is only named when it changed.
CREATE FUNCTION docketline.audit_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_old jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}'::jsonb ELSE to_jsonb(OLD) END;
  v_new jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}'::jsonb ELSE to_jsonb(NEW) END;
  v_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN v_old ELSE v_new END;
  v_before jsonb := '{}'::jsonb;
  v_after jsonb := '{}'::jsonb;
  v_key text;
BEGIN
  FOR v_key IN SELECT jsonb_object_keys(v_row) LOOP
    CONTINUE WHEN v_key IN ('tenant_id', 'updated_at', 'created_at', 'search') OR v_old -> v_key IS NOT DISTINCT FROM v_new -> v_key;
    IF v_key = 'id' OR v_key = ANY (TG_ARGV) THEN
      IF v_old ? v_key THEN v_before := v_before || jsonb_build_object(v_key, v_old -> v_key); END IF;
      IF v_new ? v_key THEN v_after := v_after || jsonb_build_object(v_key, v_new -> v_key); END IF;
    ELSE
      IF v_old ? v_key THEN v_before := v_before || jsonb_build_object(v_key,
        CASE WHEN v_old -> v_key = 'null'::jsonb THEN 'null'::jsonb ELSE '{"redacted": true}'::jsonb END); END IF;
      IF v_new ? v_key THEN v_after := v_after || jsonb_build_object(v_key,
        CASE WHEN v_new -> v_key = 'null'::jsonb THEN 'null'::jsonb ELSE '{"redacted": true}'::jsonb END); END IF;
    END IF;
  END LOOP;
  IF TG_OP = 'UPDATE' AND v_before = '{}'::jsonb AND v_after = '{}'::jsonb THEN RETURN NULL; END IF;
  PERFORM docketline.audit_append((v_row ->> 'tenant_id')::uuid, TG_TABLE_NAME || '.' || lower(TG_OP), TG_TABLE_NAME,
    coalesce(v_row ->> 'id', v_row ->> 'case_id', v_row ->> 'tenant_id'), 'done',
    jsonb_build_object('before', v_before, 'after', v_after));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Personal data in an audit detail may be emptied; nothing else about it may change.
CREATE FUNCTION docketline.only_erase() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.detail IS NULL AND NEW.erased_at IS NOT NULL
     AND (NEW.tenant_id, NEW.sequence, NEW.salt) = (OLD.tenant_id, OLD.sequence, OLD.salt) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'audit_details is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
-- A consent may be revoked once; its wording and proof stay.
CREATE FUNCTION docketline.only_revoke() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL
     AND to_jsonb(NEW) - 'revoked_at' = to_jsonb(OLD) - 'revoked_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'consents is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
-- Everything that makes a table a tenant table: RLS enabled and forced, one policy for all commands, the app role's
-- grants, and the audit trigger with the columns whose values may stand in the audit log (NULL: no row audit).
CREATE FUNCTION docketline.protect(p_table regclass, p_grants text, p_audited text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', p_table);
  EXECUTE format('CREATE POLICY tenant ON %s USING (tenant_id = (SELECT nullif(current_setting(''app.tenant_id'', true), '''')::uuid)) '
    'WITH CHECK (tenant_id = (SELECT nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', p_table);
  EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', p_table);
  EXECUTE format('GRANT %s ON %s TO docketline_app', p_grants, p_table);
  IF p_audited IS NOT NULL THEN
    EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION docketline.audit_row(%s)',
      p_table, (SELECT string_agg(quote_literal(c), ', ') FROM unnest(p_audited) c));
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION docketline.append_only(p_table regclass) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION docketline.refuse_change()', p_table);
  EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION docketline.refuse_change()', p_table);
END $$;
--> statement-breakpoint
SELECT docketline.protect('firms', 'SELECT, INSERT, UPDATE', ARRAY['name', 'slug', 'time_zone', 'state', 'locale', 'callback_number', 'transfer_number', 'hours', 'holidays', 'is_recording_enabled', 'suspended_at', 'deleted_at']);
--> statement-breakpoint
SELECT docketline.protect('memberships', 'SELECT, INSERT, UPDATE', ARRAY['user_id', 'role', 'removed_at']);
--> statement-breakpoint
SELECT docketline.protect('firm_counters', 'SELECT, INSERT, UPDATE', NULL);
--> statement-breakpoint
SELECT docketline.protect('contacts', 'SELECT, INSERT, UPDATE', ARRAY['preferred_language', 'declared_time_zone', 'address_state', 'archived_at']);
--> statement-breakpoint
SELECT docketline.protect('contact_phones', 'SELECT, INSERT, UPDATE, DELETE', ARRAY['contact_id', 'label', 'is_primary']);
--> statement-breakpoint
SELECT docketline.protect('contact_emails', 'SELECT, INSERT, UPDATE, DELETE', ARRAY['contact_id', 'is_primary']);
--> statement-breakpoint
SELECT docketline.protect('cases', 'SELECT, INSERT, UPDATE', ARRAY['case_number', 'practice_area', 'stage', 'client_contact_id', 'responsible_user_id', 'opened_on', 'is_restricted', 'archived_at']);
--> statement-breakpoint
SELECT docketline.protect('case_members', 'SELECT, INSERT, DELETE', ARRAY['case_id', 'user_id']);
--> statement-breakpoint
SELECT docketline.protect('case_parties', 'SELECT, INSERT, UPDATE, DELETE', ARRAY['case_id', 'contact_id', 'role']);
--> statement-breakpoint
SELECT docketline.protect('case_notes', 'SELECT, INSERT', ARRAY['case_id', 'author_user_id']);
--> statement-breakpoint
SELECT docketline.protect('case_details', 'SELECT, INSERT, UPDATE, DELETE', ARRAY['case_id', 'field', 'source', 'source_call_id', 'source_proposal_id', 'accepted_by_user_id']);
--> statement-breakpoint
SELECT docketline.protect('case_detail_proposals', 'SELECT, INSERT, UPDATE', ARRAY['case_id', 'call_id', 'field', 'problem', 'transcript_second', 'status', 'decided_by_user_id']);
--> statement-breakpoint
SELECT docketline.protect('leads', 'SELECT, INSERT, UPDATE', ARRAY['contact_id', 'preferred_language', 'source', 'practice_area', 'status', 'assigned_user_id', 'received_at', 'first_response_at', 'converted_case_id']);
--> statement-breakpoint
SELECT docketline.protect('lead_metadata', 'SELECT, INSERT, UPDATE, DELETE', ARRAY['lead_id', 'key']);
--> statement-breakpoint
SELECT docketline.protect('gate_decisions', 'SELECT, INSERT', ARRAY['contact_id', 'kind', 'purpose', 'moment', 'verdict', 'earliest_legal_at', 'policy_version']);
--> statement-breakpoint
SELECT docketline.protect('call_logs', 'SELECT, INSERT, UPDATE', ARRAY['direction', 'purpose', 'language', 'case_id', 'contact_id', 'lead_id', 'state', 'scheduled_for', 'payload_hash', 'gate_decision_id', 'dial_decision_id', 'dial_state', 'dial_attempted_at', 'failure_code', 'provider', 'provider_call_id', 'is_simulated', 'answered_at', 'started_at', 'ended_at', 'ended_reason', 'outcome', 'duration_seconds', 'cost_usd', 'created_by_user_id', 'state_rank', 'revision', 'reported_at', 'idempotency_key']);
--> statement-breakpoint
SELECT docketline.protect('call_tokens', 'SELECT, INSERT, UPDATE', ARRAY['call_id', 'case_id', 'allowed_fields', 'allowed_tools', 'expires_at', 'revoked_at']);
--> statement-breakpoint
SELECT docketline.protect('call_tool_invocations', 'SELECT, INSERT', ARRAY['call_id', 'tool_call_id', 'name', 'field', 'outcome', 'refusal']);
--> statement-breakpoint
SELECT docketline.protect('automation_logs', 'SELECT, INSERT', NULL);
--> statement-breakpoint
SELECT docketline.protect('data_keys', 'SELECT, INSERT, UPDATE', ARRAY['version', 'kek_version', 'state', 'retired_at']);
--> statement-breakpoint
SELECT docketline.protect('api_keys', 'SELECT, INSERT, UPDATE', ARRAY['service_name', 'state', 'last_four', 'fingerprint', 'created_by_user_id', 'usable_until', 'deleted_at']);
--> statement-breakpoint
SELECT docketline.protect('connections', 'SELECT, INSERT, UPDATE', ARRAY['service_name', 'state', 'last_test_result']);
--> statement-breakpoint
SELECT docketline.protect('webhook_endpoints', 'SELECT, INSERT, UPDATE', NULL);
--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE OF mode, state, token_hash, secret_ciphertext, previous_secret_ciphertext
  ON webhook_endpoints FOR EACH ROW
  EXECUTE FUNCTION docketline.audit_row('provider', 'mode', 'state', 'secret_fingerprint', 'previous_secret_usable_until');
--> statement-breakpoint
SELECT docketline.protect('webhook_events', 'SELECT, INSERT, UPDATE', NULL);
--> statement-breakpoint
SELECT docketline.protect('consents', 'SELECT, INSERT, UPDATE', ARRAY['contact_id', 'channel', 'purpose', 'level', 'capture_method', 'wording_version', 'language', 'captured_at', 'captured_by_user_id', 'revoked_at']);
--> statement-breakpoint
SELECT docketline.protect('optout_events', 'SELECT, INSERT', ARRAY['channel', 'kind', 'source', 'source_call_id', 'actor_user_id', 'occurred_at']);
--> statement-breakpoint
SELECT docketline.protect('optout_registry', 'SELECT, INSERT, UPDATE', ARRAY['channel', 'state', 'last_event_id', 'effective_at']);
--> statement-breakpoint
SELECT docketline.protect('audit_heads', 'SELECT', NULL);
--> statement-breakpoint
SELECT docketline.protect('audit_logs', 'SELECT', NULL);
--> statement-breakpoint
SELECT docketline.protect('audit_details', 'SELECT', NULL);
--> statement-breakpoint
SELECT docketline.append_only('audit_logs');
--> statement-breakpoint
SELECT docketline.append_only('optout_events');
--> statement-breakpoint
SELECT docketline.append_only('gate_decisions');
--> statement-breakpoint
CREATE TRIGGER only_erase BEFORE UPDATE OR DELETE ON audit_details FOR EACH ROW EXECUTE FUNCTION docketline.only_erase();
--> statement-breakpoint
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_details FOR EACH STATEMENT EXECUTE FUNCTION docketline.refuse_change();
--> statement-breakpoint
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_heads FOR EACH STATEMENT EXECUTE FUNCTION docketline.refuse_change();
--> statement-breakpoint
CREATE TRIGGER no_delete BEFORE DELETE ON audit_heads FOR EACH ROW EXECUTE FUNCTION docketline.refuse_change();
--> statement-breakpoint
CREATE TRIGGER only_revoke BEFORE UPDATE OR DELETE ON consents FOR EACH ROW EXECUTE FUNCTION docketline.only_revoke();
--> statement-breakpoint
-- Ethical walls. A restricted case, and all that hangs on it, is there only for its members and for machine actors
-- (a webhook or job bound to the case by its token). A missing actor type compares to NULL, which refuses.
CREATE POLICY wall ON cases AS RESTRICTIVE USING (
  NOT is_restricted
  OR (SELECT current_setting('app.actor_type', true)) IN ('webhook', 'assistant', 'job', 'system')
  OR EXISTS (SELECT 1 FROM case_members m WHERE m.tenant_id = cases.tenant_id AND m.case_id = cases.id
             AND m.user_id = (SELECT current_setting('app.actor_id', true)))
) WITH CHECK (true);
--> statement-breakpoint
DO $$
DECLARE child text;
BEGIN
  FOREACH child IN ARRAY ARRAY['case_parties', 'case_notes', 'case_details', 'case_detail_proposals', 'call_logs'] LOOP
    EXECUTE format('CREATE POLICY wall ON %1$I AS RESTRICTIVE USING (case_id IS NULL OR EXISTS '
      '(SELECT 1 FROM cases c WHERE c.tenant_id = %1$I.tenant_id AND c.id = %1$I.case_id))', child);
  END LOOP;
  FOREACH child IN ARRAY ARRAY['call_tool_invocations', 'call_tokens'] LOOP
    EXECUTE format('CREATE POLICY wall ON %1$I AS RESTRICTIVE USING (EXISTS '
      '(SELECT 1 FROM call_logs l WHERE l.tenant_id = %1$I.tenant_id AND l.id = %1$I.call_id))', child);
  END LOOP;
END $$;
--> statement-breakpoint
-- Look-ups before a tenant is known. Each runs as a role that sees only the row whose hash or user it was asked for.
GRANT SELECT (tenant_id, id, provider, token_hash, state) ON webhook_endpoints TO docketline_lookup;
--> statement-breakpoint
GRANT SELECT (tenant_id, call_id, token_hash) ON call_tokens TO docketline_lookup;
--> statement-breakpoint
GRANT SELECT (tenant_id, user_id) ON memberships TO docketline_lookup;
--> statement-breakpoint
GRANT SELECT (tenant_id, deleted_at) ON firms TO docketline_lookup;
--> statement-breakpoint
CREATE POLICY by_token ON webhook_endpoints FOR SELECT TO docketline_lookup
  USING (token_hash = decode(nullif(current_setting('app.lookup', true), ''), 'hex'));
--> statement-breakpoint
CREATE POLICY by_token ON call_tokens FOR SELECT TO docketline_lookup
  USING (token_hash = decode(nullif(current_setting('app.lookup', true), ''), 'hex'));
--> statement-breakpoint
CREATE POLICY by_user ON memberships FOR SELECT TO docketline_lookup
  USING (user_id = nullif(current_setting('app.lookup', true), ''));
--> statement-breakpoint
-- The wall of call_tokens reads call_logs, which the look-up role has no right to: it is for the app role only.
ALTER POLICY wall ON call_tokens TO docketline_app;
--> statement-breakpoint
CREATE FUNCTION docketline.find_endpoint(p_provider text, p_token_hash bytea)
RETURNS TABLE (tenant_id uuid, endpoint_id uuid) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.lookup', encode(p_token_hash, 'hex'), true);
  RETURN QUERY SELECT e.tenant_id, e.id FROM public.webhook_endpoints e WHERE e.token_hash = p_token_hash AND e.provider = p_provider;
  PERFORM set_config('app.lookup', '', true);
END $$;
--> statement-breakpoint
CREATE FUNCTION docketline.find_call_token(p_token_hash bytea)
RETURNS TABLE (tenant_id uuid) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.lookup', encode(p_token_hash, 'hex'), true);
  RETURN QUERY SELECT t.tenant_id FROM public.call_tokens t WHERE t.token_hash = p_token_hash;
  PERFORM set_config('app.lookup', '', true);
END $$;
--> statement-breakpoint
CREATE FUNCTION docketline.find_user_firms(p_user_id text)
RETURNS TABLE (tenant_id uuid) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.lookup', p_user_id, true);
  RETURN QUERY SELECT m.tenant_id FROM public.memberships m WHERE m.user_id = p_user_id;
  PERFORM set_config('app.lookup', '', true);
END $$;
--> statement-breakpoint
-- True the first time that an event id is seen. The caller's transaction decides whether it stays seen.
CREATE FUNCTION docketline.record_platform_event(p_id text, p_type text)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.platform_events (id, event_type) VALUES (p_id, p_type) ON CONFLICT (id) DO NOTHING;
  RETURN FOUND;
END $$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA docketline TO docketline_lookup;
--> statement-breakpoint
ALTER FUNCTION docketline.find_endpoint(text, bytea) OWNER TO docketline_lookup;
--> statement-breakpoint
ALTER FUNCTION docketline.find_call_token(bytea) OWNER TO docketline_lookup;
--> statement-breakpoint
ALTER FUNCTION docketline.find_user_firms(text) OWNER TO docketline_lookup;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA docketline FROM docketline_lookup;
--> statement-breakpoint
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA docketline FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION docketline.find_endpoint(text, bytea), docketline.find_call_token(bytea), docketline.find_user_firms(text) FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON platform_events FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION docketline.find_endpoint(text, bytea), docketline.find_call_token(bytea), docketline.find_user_firms(text),
  docketline.record_platform_event(text, text), docketline.audit_event(text, text, text, text, jsonb) TO docketline_app;
--> statement-breakpoint
-- The platform's own view: who the firms are and how they fare, in counts. No column that holds a client's words.
GRANT SELECT (tenant_id, clerk_organization_id, name, slug, time_zone, state, suspended_at, deleted_at, created_at) ON firms TO docketline_platform;
--> statement-breakpoint
GRANT SELECT (tenant_id, removed_at) ON memberships TO docketline_platform;
--> statement-breakpoint
GRANT SELECT (tenant_id, direction, state, dial_state, outcome, is_simulated, created_at) ON call_logs TO docketline_platform;
--> statement-breakpoint
GRANT SELECT (tenant_id, provider, state, received_at) ON webhook_events TO docketline_platform;
--> statement-breakpoint
GRANT SELECT (tenant_id, provider, state, last_event_at, refused_count) ON webhook_endpoints TO docketline_platform;
--> statement-breakpoint
DO $$
DECLARE seen text;
BEGIN
  FOREACH seen IN ARRAY ARRAY['firms', 'memberships', 'call_logs', 'webhook_events', 'webhook_endpoints'] LOOP
    EXECUTE format('CREATE POLICY platform ON %I FOR SELECT TO docketline_platform USING ((SELECT current_setting(''app.platform_admin'', true)) = ''on'')', seen);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER POLICY wall ON call_logs TO docketline_app;
--> statement-breakpoint
-- Name search. The tenant comes first in the index, so that the policy itself is the index condition.
ALTER TABLE contacts ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', first_name || ' ' || last_name)) STORED;
--> statement-breakpoint
CREATE INDEX contacts_search_idx ON contacts USING gin (tenant_id, search);
--> statement-breakpoint
ALTER TABLE cases ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', title || ' ' || case_number::text)) STORED;
--> statement-breakpoint
CREATE INDEX cases_search_idx ON cases USING gin (tenant_id, search);
