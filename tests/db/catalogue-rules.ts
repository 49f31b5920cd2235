/** Tables without a firm: each with the reason why it may stand outside. */
export const GLOBAL_TABLES: Record<string, string> = {
  platform_events: "ids of applied Clerk events; reached through a definer function only",
  ghl_installations: "HighLevel locations before and after they have a firm; reached through definer functions only",
};

const names = Object.keys(GLOBAL_TABLES)
  .map((name) => `'${name}'`)
  .join(", ");
const APP_ROLES = "('docketline_app'), ('docketline_platform'), ('docketline_lookup'), ('docketline_intake')";

export type CatalogueRule = { id: string; title: string; query: string };

/** Each query lists what breaks the rule: no row means that it holds, for every table that will ever be added. */
export const CATALOGUE_RULES: CatalogueRule[] = [
  {
    id: "TEN-02",
    title: "every tenant table has row-level security enabled, forced and with a policy",
    query: `select c.relname as offender from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not in (${names})
        and (not c.relrowsecurity or not c.relforcerowsecurity
          or not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant' and p.polcmd = '*'))`,
  },
  {
    id: "TEN-02",
    title: "every tenant table has a tenant_id that is NOT NULL",
    query: `select c.relname as offender from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not in (${names})
        and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull)`,
  },
  {
    id: "TEN-02",
    title: "every policy for all commands checks writes too, and none is simply true",
    query: `select polrelid::regclass::text || '.' || polname as offender from pg_policy
      where (polpermissive and polcmd in ('a', 'w', '*') and polwithcheck is null) or pg_get_expr(polqual, polrelid) = 'true'`,
  },
  {
    id: "TEN-02",
    title: "the policies that every role gets compare the tenant and nothing else",
    query: `select polrelid::regclass::text || '.' || polname as offender from pg_policy
      where polpermissive and 0 = any (polroles) and pg_get_expr(polqual, polrelid) not like '(tenant_id = %app.tenant_id%'`,
  },
  {
    id: "TEN-05",
    title: "every foreign key between tenant tables carries tenant_id on both sides",
    query: `select conname as offender from pg_constraint k
      where contype = 'f' and connamespace = 'public'::regnamespace and confrelid::regclass::text not in (${names})
        and not (exists (select 1 from unnest(k.conkey) a join pg_attribute t on t.attrelid = k.conrelid and t.attnum = a where t.attname = 'tenant_id')
          and exists (select 1 from unnest(k.confkey) a join pg_attribute t on t.attrelid = k.confrelid and t.attnum = a where t.attname = 'tenant_id'))`,
  },
  {
    id: "TEN-06",
    title: "every unique index and primary key of a tenant table starts with tenant_id",
    query: `select indexrelid::regclass::text as offender from pg_index i
      join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and i.indisunique and c.relname not in (${names})
        and (select attname from pg_attribute where attrelid = i.indrelid and attnum = i.indkey[0]) is distinct from 'tenant_id'`,
  },
  {
    id: "TEN-07",
    title: "there is no view, materialized view, foreign table or partition to go round the policies",
    query: `select c.relname as offender from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'docketline') and (c.relkind in ('m', 'f') or c.relispartition
        or (c.relkind = 'v' and not coalesce(c.reloptions::text ilike '%security_invoker=true%', false)))`,
  },
  {
    id: "TEN-07",
    title: "every definer function pins its search path and is closed to PUBLIC",
    query: `select p.oid::regprocedure::text as offender from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'docketline') and p.prosecdef
        and (not coalesce(p.proconfig::text ~ 'search_path=pg_catalog, pg_temp', false)
          or exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x where x.grantee = 0))`,
  },
  {
    id: "TEN-08",
    title: "the app roles may not truncate, reference or put triggers on any table",
    query: `select role || ' on ' || c.relname as offender from pg_class c join pg_namespace n on n.oid = c.relnamespace, (values ${APP_ROLES}) r(role)
      where n.nspname = 'public' and c.relkind in ('r', 'p') and (has_table_privilege(role, c.oid, 'truncate')
        or has_table_privilege(role, c.oid, 'references') or has_table_privilege(role, c.oid, 'trigger'))`,
  },
  {
    id: "TEN-01",
    title:
      "the app roles are plain: no superuser, no BYPASSRLS, no making of roles or databases, no log-in, owner of no table",
    query: `select rolname as offender from pg_roles r where rolname in (select * from (values ${APP_ROLES}) v)
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin
        or exists (select 1 from pg_class c where c.relowner = r.oid))`,
  },
  {
    id: "TEN-01",
    title: "the app roles may not create anything in a schema",
    query: `select role || ' in ' || n.nspname as offender from pg_namespace n, (values ${APP_ROLES}) r(role)
      where n.nspname in ('public', 'docketline') and has_schema_privilege(role, n.oid, 'create')`,
  },
  {
    id: "AUD-01",
    title: "the app role may only read the audit tables",
    query: `select c.relname as offender from pg_class c where c.relname in ('audit_logs', 'audit_details', 'audit_heads')
      and c.relnamespace = 'public'::regnamespace
      and (has_table_privilege('docketline_app', c.oid, 'insert') or has_table_privilege('docketline_app', c.oid, 'update')
        or has_table_privilege('docketline_app', c.oid, 'delete'))`,
  },
  {
    id: "TEN-02",
    title: "the app role has no right to a table without a firm",
    query: `select c.relname as offender from pg_class c where c.relname in (${names}) and c.relnamespace = 'public'::regnamespace
      and (has_table_privilege('docketline_app', c.oid, 'select') or has_table_privilege('docketline_app', c.oid, 'insert')
        or has_table_privilege('docketline_app', c.oid, 'update') or has_table_privilege('docketline_app', c.oid, 'delete'))`,
  },
];
