-- Also says which deliveries are work, in the order in which they came: the queue's part of the statement need not read the
-- deliveries a second time.
DROP FUNCTION docketline.receive_webhooks(json);
--> statement-breakpoint
CREATE FUNCTION docketline.receive_webhooks(p_deliveries json)
RETURNS TABLE (event_id uuid, firm_id uuid, outcome text, is_work boolean) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
      FROM ROWS FROM (json_to_recordset(p_deliveries) AS (id uuid, token_hash text, provider text, identity text, event_type text,
        payload text, verification text, verified_with text, state text, origin text, request_id text, size_bytes int,
        received_at timestamptz)) WITH ORDINALITY AS d (id, token_hash, provider, identity, event_type, payload, verification,
        verified_with, state, origin, request_id, size_bytes, received_at, place)
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
      CASE WHEN d.door <> 'open' THEN d.door WHEN s.id IS NULL THEN 'duplicate' ELSE 'stored' END,
      s.id IS NOT NULL AND d.state = 'received'
    FROM delivery d LEFT JOIN stored s ON s.id = d.id ORDER BY d.place;
  PERFORM set_config('app.intake', '', true);
END $$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA docketline TO docketline_intake;
--> statement-breakpoint
ALTER FUNCTION docketline.receive_webhooks(json) OWNER TO docketline_intake;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA docketline FROM docketline_intake;
--> statement-breakpoint
REVOKE ALL ON FUNCTION docketline.receive_webhooks(json) FROM PUBLIC;
