-- Names are found with and without their accents: both the text and what is typed (lib/core/search-text.ts) are folded.
CREATE FUNCTION docketline.fold(p_text text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT translate(lower(p_text), 'áàâäãåéèêëíìîïóòôöõúùûüñçýÿ', 'aaaaaaeeeeiiiiooooouuuuncyy')
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION docketline.fold(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION docketline.fold(text) TO docketline_app;
--> statement-breakpoint
ALTER TABLE contacts DROP COLUMN search;
--> statement-breakpoint
ALTER TABLE contacts ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', docketline.fold(first_name || ' ' || last_name))) STORED;
--> statement-breakpoint
CREATE INDEX contacts_search_idx ON contacts USING gin (tenant_id, search);
--> statement-breakpoint
ALTER TABLE cases DROP COLUMN search;
--> statement-breakpoint
ALTER TABLE cases ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', docketline.fold(title || ' ' || case_number::text))) STORED;
--> statement-breakpoint
CREATE INDEX cases_search_idx ON cases USING gin (tenant_id, search);
