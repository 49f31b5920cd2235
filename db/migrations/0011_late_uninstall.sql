-- An INSTALL that is newer than what is known counts also while the location is installed: an older UNINSTALL that comes
-- late must not end it.
CREATE OR REPLACE FUNCTION docketline.record_ghl_installation(p_location text, p_company text, p_app text, p_name text, p_at timestamptz)
RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.ghl_installations AS i (location_id, company_id, app_id, company_name, state, installed_at)
    VALUES (p_location, p_company, p_app, p_name, 'unclaimed', p_at)
  ON CONFLICT (location_id) DO UPDATE SET
    company_id = excluded.company_id, app_id = excluded.app_id, company_name = excluded.company_name,
    installed_at = excluded.installed_at, uninstalled_at = NULL,
    state = CASE WHEN i.state = 'uninstalled' THEN 'unclaimed' ELSE i.state END,
    firm_id = CASE WHEN i.state = 'uninstalled' THEN NULL ELSE i.firm_id END,
    requested_by = CASE WHEN i.state = 'uninstalled' THEN NULL ELSE i.requested_by END,
    requested_at = CASE WHEN i.state = 'uninstalled' THEN NULL ELSE i.requested_at END,
    decided_by = CASE WHEN i.state = 'uninstalled' THEN NULL ELSE i.decided_by END,
    decided_at = CASE WHEN i.state = 'uninstalled' THEN NULL ELSE i.decided_at END
  WHERE excluded.installed_at > coalesce(i.uninstalled_at, i.installed_at)
$$;
