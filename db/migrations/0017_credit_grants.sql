-- Whoever moves credits holds the firm's audit chain before the account: every line of the ledger is audited, and an order
-- that is the same everywhere is one in which no two transactions wait for each other.
CREATE FUNCTION docketline.hold_chain() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
BEGIN
  INSERT INTO public.audit_heads (tenant_id, sequence, hash)
    VALUES (v_tenant, 0, sha256(convert_to('docketline:' || v_tenant::text, 'UTF8')))
    ON CONFLICT (tenant_id) DO NOTHING;
  PERFORM 1 FROM public.audit_heads WHERE tenant_id = v_tenant FOR UPDATE;
END $$;
--> statement-breakpoint
-- A firm's own work opens its account with the first grant and adds nothing to it afterwards: that is the platform's.
CREATE FUNCTION docketline.only_platform_grants() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.kind IN ('grant', 'adjust') AND NEW.sequence > 1 AND current_user = 'docketline_app' THEN
    RAISE EXCEPTION 'credits are granted by the platform' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER only_platform_grants BEFORE INSERT ON credit_entries FOR EACH ROW EXECUTE FUNCTION docketline.only_platform_grants();
--> statement-breakpoint
-- Adds credits to one firm, or takes some back, in the name of an administrator of the platform. It stands in the firm's
-- ledger and audit log. A firm that is unknown or deleted, and an amount that the account cannot bear, change nothing.
CREATE FUNCTION docketline.grant_credits(p_firm uuid, p_kind text, p_amount integer, p_reason text, p_admin text, p_request text)
RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_account public.credit_accounts%ROWTYPE;
  v_after bigint;
  v_answer text := 'done';
BEGIN
  IF current_setting('app.platform_admin', true) IS DISTINCT FROM 'on' OR p_kind NOT IN ('grant', 'adjust')
     OR length(btrim(coalesce(p_reason, ''))) = 0 OR coalesce(p_admin, '') = '' THEN
    RAISE EXCEPTION 'credits are granted by the platform, with a reason' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.tenant_id', p_firm::text, true), set_config('app.actor_type', 'user', true),
    set_config('app.actor_id', p_admin, true), set_config('app.request_id', p_request, true);
  IF NOT EXISTS (SELECT 1 FROM public.firms WHERE tenant_id = p_firm AND deleted_at IS NULL) THEN
    v_answer := 'unknown_firm';
  ELSE
    PERFORM docketline.hold_chain();
    INSERT INTO public.credit_accounts (tenant_id) VALUES (p_firm) ON CONFLICT (tenant_id) DO NOTHING;
    SELECT * INTO v_account FROM public.credit_accounts WHERE tenant_id = p_firm FOR UPDATE;
    v_after := v_account.balance::bigint + p_amount;
    IF v_after < 0 OR v_after > 2000000000 THEN
      v_answer := 'out_of_range';
    ELSE
      PERFORM docketline.audit_append(p_firm, 'credits.' || p_kind, 'credit_accounts', p_firm::text, 'done',
        jsonb_build_object('by', 'platform', 'amount', p_amount, 'reason', p_reason));
      UPDATE public.credit_accounts SET balance = v_after, updated_at = now(),
          low_since = CASE WHEN v_after < low_balance_threshold THEN coalesce(low_since, now()) END
        WHERE tenant_id = p_firm;
      INSERT INTO public.credit_entries (tenant_id, sequence, kind, balance_delta, held_delta, balance_after, held_after, reason, actor_user_id)
        SELECT p_firm, coalesce(max(e.sequence), 0) + 1, p_kind, p_amount, 0, v_after, v_account.held, p_reason, p_admin
          FROM public.credit_entries e WHERE e.tenant_id = p_firm;
    END IF;
  END IF;
  PERFORM set_config('app.tenant_id', '', true), set_config('app.actor_type', '', true),
    set_config('app.actor_id', '', true), set_config('app.request_id', '', true);
  RETURN v_answer;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION docketline.hold_chain(), docketline.only_platform_grants(),
  docketline.grant_credits(uuid, text, integer, text, text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION docketline.hold_chain() TO docketline_app;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION docketline.grant_credits(uuid, text, integer, text, text, text) TO docketline_platform;
--> statement-breakpoint
GRANT SELECT (tenant_id, balance, held, low_since) ON credit_accounts TO docketline_platform;
--> statement-breakpoint
CREATE POLICY platform ON credit_accounts FOR SELECT TO docketline_platform USING ((SELECT current_setting('app.platform_admin', true)) = 'on');
--> statement-breakpoint
-- Firms that are there already begin with what a new firm begins with (STARTER_CREDITS). The owner is held by forced
-- policies as well, so the list of firms is read with those at rest.
ALTER TABLE firms NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
DO $$
DECLARE v_firm uuid;
BEGIN
  FOR v_firm IN SELECT tenant_id FROM firms WHERE deleted_at IS NULL LOOP
    PERFORM set_config('app.tenant_id', v_firm::text, true), set_config('app.actor_type', 'system', true),
      set_config('app.actor_id', 'migration', true);
    INSERT INTO credit_accounts (tenant_id, balance) VALUES (v_firm, 500) ON CONFLICT (tenant_id) DO NOTHING;
    IF FOUND THEN
      INSERT INTO credit_entries (tenant_id, sequence, kind, balance_delta, held_delta, balance_after, held_after, reason)
        VALUES (v_firm, 1, 'grant', 500, 0, 500, 0, 'starter');
    END IF;
  END LOOP;
  PERFORM set_config('app.tenant_id', '', true), set_config('app.actor_type', '', true), set_config('app.actor_id', '', true);
END $$;
--> statement-breakpoint
ALTER TABLE firms FORCE ROW LEVEL SECURITY;
