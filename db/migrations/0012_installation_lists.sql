-- Requests first: they wait for a person, and unclaimed installations may be many.
CREATE OR REPLACE FUNCTION docketline.list_ghl_requests()
RETURNS TABLE (location_id text, company_name text, company_id text, state text, firm_id uuid, installed_at timestamptz, requested_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.location_id, i.company_name, i.company_id, i.state, i.firm_id, i.installed_at, i.requested_at FROM public.ghl_installations i
    WHERE current_setting('app.platform_admin', true) = 'on' AND i.state IN ('unclaimed', 'requested')
    ORDER BY (i.state = 'requested') DESC, i.installed_at LIMIT 200
$$;
--> statement-breakpoint
-- Whose location it is, a firm learns when it was granted: asking alone must not tell the name behind an id.
CREATE OR REPLACE FUNCTION docketline.list_ghl_installations()
RETURNS TABLE (location_id text, company_name text, state text, installed_at timestamptz, requested_at timestamptz, decided_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.location_id, CASE WHEN i.state = 'claimed' THEN i.company_name END, i.state, i.installed_at, i.requested_at, i.decided_at
    FROM public.ghl_installations i
    WHERE i.firm_id = nullif(current_setting('app.tenant_id', true), '')::uuid ORDER BY i.installed_at LIMIT 200
$$;
