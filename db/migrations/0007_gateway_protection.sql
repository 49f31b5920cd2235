-- The intake's own role. It stores verified deliveries for the firm whose door they came through, and does nothing else.
DO $$
BEGIN
  CREATE ROLE docketline_intake NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$
BEGIN
  EXECUTE format('GRANT docketline_intake TO %I', current_user);
EXCEPTION WHEN invalid_grant_operation OR unique_violation OR OTHERS THEN
  IF NOT pg_has_role(current_user, 'docketline_intake', 'MEMBER') THEN RAISE; END IF;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public, docketline TO docketline_intake;
--> statement-breakpoint
SELECT docketline.protect('messages', 'SELECT, INSERT, UPDATE', ARRAY['channel', 'direction', 'contact_id', 'state', 'failure_code', 'sent_at', 'deleted_at']);
--> statement-breakpoint
SELECT docketline.protect('message_mappings', 'SELECT, INSERT', NULL);
--> statement-breakpoint
SELECT docketline.protect('webhook_refusals', 'SELECT, INSERT, DELETE', NULL);
--> statement-breakpoint
SELECT docketline.protect('webhook_alerts', 'SELECT, INSERT, UPDATE', ARRAY['endpoint_id', 'kind', 'since', 'closed_at', 'closed_by', 'recovered_count']);
--> statement-breakpoint
SELECT docketline.protect('webhook_subscriptions', 'SELECT, INSERT, UPDATE', NULL);
--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE OF label, url_ciphertext, event_types, secret_ciphertext, previous_secret_ciphertext, headers_ciphertext, state
  ON webhook_subscriptions FOR EACH ROW
  EXECUTE FUNCTION docketline.audit_row('label', 'url_host', 'event_types', 'secret_fingerprint', 'header_names', 'state', 'disabled_reason', 'previous_secret_usable_until');
--> statement-breakpoint
SELECT docketline.protect('webhook_deliveries', 'SELECT, INSERT, UPDATE, DELETE', NULL);
--> statement-breakpoint
SELECT docketline.protect('webhook_delivery_attempts', 'SELECT, INSERT, DELETE', NULL);
--> statement-breakpoint
-- Events leave after their keeping; the retention job is the only one that does it.
GRANT DELETE ON webhook_events TO docketline_app;
--> statement-breakpoint
DROP TRIGGER audit ON webhook_endpoints;
--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE OF mode, state, account, label, token_hash, secret_ciphertext, previous_secret_ciphertext
  ON webhook_endpoints FOR EACH ROW
  EXECUTE FUNCTION docketline.audit_row('provider', 'mode', 'state', 'account', 'label', 'secret_fingerprint', 'previous_secret_usable_until');
--> statement-breakpoint
-- A door by its token alone, so that a delivery to the wrong provider's path can be explained to the firm that it was meant for.
CREATE FUNCTION docketline.find_door(p_token_hash bytea)
RETURNS TABLE (tenant_id uuid, endpoint_id uuid, provider text) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.lookup', encode(p_token_hash, 'hex'), true);
  RETURN QUERY SELECT e.tenant_id, e.id, e.provider FROM public.webhook_endpoints e WHERE e.token_hash = p_token_hash;
  PERFORM set_config('app.lookup', '', true);
END $$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA docketline TO docketline_lookup, docketline_intake;
--> statement-breakpoint
ALTER FUNCTION docketline.find_door(bytea) OWNER TO docketline_lookup;
--> statement-breakpoint
DROP FUNCTION docketline.find_endpoint(text, bytea);
--> statement-breakpoint
-- What the intake role may see: which door a token opens, whether it is open, and the identities that are already there.
GRANT SELECT (tenant_id, id, provider, token_hash, state) ON webhook_endpoints TO docketline_intake;
--> statement-breakpoint
GRANT SELECT (tenant_id, deleted_at) ON firms TO docketline_intake;
--> statement-breakpoint
GRANT INSERT, SELECT (tenant_id, id, provider, identity) ON webhook_events TO docketline_intake;
--> statement-breakpoint
CREATE POLICY intake ON webhook_endpoints FOR SELECT TO docketline_intake USING ((SELECT current_setting('app.intake', true)) = 'on');
--> statement-breakpoint
CREATE POLICY intake ON firms FOR SELECT TO docketline_intake USING ((SELECT current_setting('app.intake', true)) = 'on');
--> statement-breakpoint
CREATE POLICY intake_read ON webhook_events FOR SELECT TO docketline_intake USING ((SELECT current_setting('app.intake', true)) = 'on');
--> statement-breakpoint
CREATE POLICY intake_write ON webhook_events FOR INSERT TO docketline_intake WITH CHECK ((SELECT current_setting('app.intake', true)) = 'on');
--> statement-breakpoint
-- Stores many verified deliveries at once. The firm is the one whose door the token opens, whatever the caller is; the rows
-- are taken in the order of their key, so that two statements with the same events wait for each other and do not lock up.
CREATE FUNCTION docketline.receive_webhooks(p_deliveries json)
RETURNS TABLE (event_id uuid, firm_id uuid, outcome text) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.intake', 'on', true);
  RETURN QUERY
    WITH delivery AS (
      SELECT d.*, e.tenant_id, e.id AS endpoint_id,
        CASE
          WHEN e.id IS NULL OR e.state = 'deleted' THEN 'unknown_endpoint'
          WHEN EXISTS (SELECT 1 FROM public.firms f WHERE f.tenant_id = e.tenant_id AND f.deleted_at IS NOT NULL) THEN 'gone'
          WHEN e.state = 'paused' AND d.origin <> 'test' THEN 'paused'
          ELSE 'open'
        END AS door
      FROM json_to_recordset(p_deliveries) AS d (id uuid, token_hash text, provider text, identity text, event_type text, payload text,
        verification text, verified_with text, state text, origin text, request_id text, size_bytes int, received_at timestamptz)
      LEFT JOIN public.webhook_endpoints e ON e.token_hash = decode(d.token_hash, 'hex') AND e.provider = d.provider
    ), stored AS (
      INSERT INTO public.webhook_events AS w (tenant_id, id, provider, endpoint_id, identity, event_type, payload_ciphertext,
        verification, verified_with, state, origin, request_id, size_bytes, received_at, processed_at)
      SELECT d.tenant_id, d.id, d.provider, d.endpoint_id, d.identity, d.event_type, decode(d.payload, 'base64'), d.verification, d.verified_with,
        d.state, d.origin, d.request_id, d.size_bytes, d.received_at, CASE WHEN d.state = 'received' THEN NULL ELSE d.received_at END
      FROM delivery d WHERE d.door = 'open' ORDER BY d.tenant_id, d.provider, d.identity
      ON CONFLICT (tenant_id, provider, identity) DO NOTHING
      RETURNING w.id
    )
    SELECT d.id, d.tenant_id,
      CASE WHEN d.door <> 'open' THEN d.door WHEN s.id IS NULL THEN 'duplicate' ELSE 'stored' END
    FROM delivery d LEFT JOIN stored s ON s.id = d.id;
  PERFORM set_config('app.intake', '', true);
END $$;
--> statement-breakpoint
ALTER FUNCTION docketline.receive_webhooks(json) OWNER TO docketline_intake;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA docketline FROM docketline_lookup, docketline_intake;
--> statement-breakpoint
-- HighLevel's app has one address for all firms. An installation is nobody's until a firm's admin asks for it and the
-- platform's administration, who can ask back, says yes: whoever knows a location's id has not proven that it is theirs.
CREATE FUNCTION docketline.record_ghl_installation(p_location text, p_company text, p_app text, p_name text, p_at timestamptz)
RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.ghl_installations AS i (location_id, company_id, app_id, company_name, state, installed_at)
    VALUES (p_location, p_company, p_app, p_name, 'unclaimed', p_at)
  ON CONFLICT (location_id) DO UPDATE SET
    company_id = excluded.company_id, app_id = excluded.app_id, company_name = excluded.company_name,
    installed_at = excluded.installed_at, state = 'unclaimed', firm_id = NULL, requested_by = NULL, requested_at = NULL,
    decided_by = NULL, decided_at = NULL, uninstalled_at = NULL
  WHERE i.state = 'uninstalled' AND excluded.installed_at > i.uninstalled_at
$$;
--> statement-breakpoint
CREATE FUNCTION docketline.remove_ghl_installation(p_location text, p_at timestamptz)
RETURNS TABLE (firm_id uuid) LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.ghl_installations AS i (location_id, state, installed_at, uninstalled_at)
    VALUES (p_location, 'uninstalled', p_at, p_at)
  ON CONFLICT (location_id) DO UPDATE SET state = 'uninstalled', uninstalled_at = p_at
    WHERE i.installed_at <= p_at AND i.state <> 'uninstalled'
  RETURNING i.firm_id
$$;
--> statement-breakpoint
CREATE FUNCTION docketline.find_ghl_firm(p_location text)
RETURNS TABLE (firm_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.firm_id FROM public.ghl_installations i WHERE i.location_id = p_location AND i.state = 'claimed' AND i.firm_id IS NOT NULL
$$;
--> statement-breakpoint
-- True when the installation waited for a firm. Another firm's, an unknown and a removed one are answered alike.
CREATE FUNCTION docketline.request_ghl_installation(p_location text, p_user text)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.ghl_installations SET state = 'requested', requested_by = p_user, requested_at = now(),
      firm_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    WHERE location_id = p_location AND state = 'unclaimed' AND nullif(current_setting('app.tenant_id', true), '') IS NOT NULL;
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- The firm gives an installation, or its request for one, back.
CREATE FUNCTION docketline.release_ghl_installation(p_location text)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.ghl_installations SET state = 'unclaimed', firm_id = NULL, requested_by = NULL, requested_at = NULL,
      decided_by = NULL, decided_at = NULL
    WHERE location_id = p_location AND state IN ('requested', 'claimed')
      AND firm_id = nullif(current_setting('app.tenant_id', true), '')::uuid;
  RETURN FOUND;
END $$;
--> statement-breakpoint
CREATE FUNCTION docketline.list_ghl_installations()
RETURNS TABLE (location_id text, company_name text, state text, installed_at timestamptz, requested_at timestamptz, decided_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.location_id, i.company_name, i.state, i.installed_at, i.requested_at, i.decided_at FROM public.ghl_installations i
    WHERE i.firm_id = nullif(current_setting('app.tenant_id', true), '')::uuid ORDER BY i.installed_at LIMIT 200
$$;
--> statement-breakpoint
CREATE FUNCTION docketline.list_ghl_requests()
RETURNS TABLE (location_id text, company_name text, company_id text, state text, firm_id uuid, installed_at timestamptz, requested_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.location_id, i.company_name, i.company_id, i.state, i.firm_id, i.installed_at, i.requested_at FROM public.ghl_installations i
    WHERE current_setting('app.platform_admin', true) = 'on' AND i.state IN ('unclaimed', 'requested')
    ORDER BY i.state DESC, i.installed_at LIMIT 200
$$;
--> statement-breakpoint
CREATE FUNCTION docketline.decide_ghl_request(p_location text, p_firm uuid, p_is_granted boolean, p_admin text)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.ghl_installations SET
      state = CASE WHEN p_is_granted THEN 'claimed' ELSE 'unclaimed' END,
      firm_id = CASE WHEN p_is_granted THEN firm_id ELSE NULL END,
      decided_by = p_admin, decided_at = now()
    WHERE location_id = p_location AND state = 'requested' AND firm_id = p_firm
      AND current_setting('app.platform_admin', true) = 'on';
  RETURN FOUND;
END $$;
--> statement-breakpoint
REVOKE ALL ON ghl_installations FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA docketline FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION docketline.find_door(bytea),
  docketline.receive_webhooks(json) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION docketline.find_door(bytea), docketline.record_ghl_installation(text, text, text, text, timestamptz),
  docketline.remove_ghl_installation(text, timestamptz), docketline.find_ghl_firm(text),
  docketline.request_ghl_installation(text, text), docketline.release_ghl_installation(text), docketline.list_ghl_installations() TO docketline_app;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION docketline.list_ghl_requests(), docketline.decide_ghl_request(text, uuid, boolean, text) TO docketline_platform;
--> statement-breakpoint
-- The platform's view of the gateway: counts and codes.
GRANT SELECT (endpoint_id, origin, processed_at, attempts) ON webhook_events TO docketline_platform;
--> statement-breakpoint
GRANT SELECT (id, mode, last_refused_at) ON webhook_endpoints TO docketline_platform;
--> statement-breakpoint
GRANT SELECT (tenant_id, provider, reason, count, refused_at) ON webhook_refusals TO docketline_platform;
--> statement-breakpoint
GRANT SELECT (tenant_id, kind, opened_at, closed_at) ON webhook_alerts TO docketline_platform;
--> statement-breakpoint
GRANT SELECT (tenant_id, state, origin, created_at, delivered_at) ON webhook_deliveries TO docketline_platform;
--> statement-breakpoint
DO $$
DECLARE seen text;
BEGIN
  FOREACH seen IN ARRAY ARRAY['webhook_refusals', 'webhook_alerts', 'webhook_deliveries'] LOOP
    EXECUTE format('CREATE POLICY platform ON %I FOR SELECT TO docketline_platform USING ((SELECT current_setting(''app.platform_admin'', true)) = ''on'')', seen);
  END LOOP;
END $$;
