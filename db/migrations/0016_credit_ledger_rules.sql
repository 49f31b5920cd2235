DROP INDEX "credit_limits_scope_idx";--> statement-breakpoint
CREATE UNIQUE INDEX "credit_limits_scope_key" ON "credit_limits" USING btree ("tenant_id","scope","subject","period");--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_after_check" CHECK (balance_after >= 0 and held_after >= 0);--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_kind_check" CHECK (case kind
        when 'hold' then balance_delta = -held_delta and held_delta >= 0 and hold_id is not null
        when 'capture' then balance_delta = 0 and held_delta < 0 and hold_id is not null
        when 'release' then balance_delta = -held_delta and held_delta < 0 and hold_id is not null
        when 'expire' then balance_delta = -held_delta and held_delta < 0 and hold_id is not null
        when 'grant' then balance_delta > 0 and held_delta = 0
        when 'adjust' then balance_delta <> 0 and held_delta = 0
        else false end);--> statement-breakpoint
ALTER TABLE "credit_limits" ADD CONSTRAINT "credit_limits_amount_check" CHECK (amount >= 0);