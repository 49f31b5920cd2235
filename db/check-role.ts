import "server-only";
import { getDatabase } from "./client";

type RoleFacts = {
  is_superuser: boolean;
  bypasses_rls: boolean;
  creates_roles: boolean;
  owned_tables: number;
  creates_objects: boolean;
  may_act_as_app: boolean;
};

// `pg_has_role` is true for everything that the login could become, so that a membership in the owner, in
// `neon_superuser` or in any role above row-level security counts as being it (TEN-01).
const FACTS = `
  select
    exists (select 1 from pg_roles r where r.rolsuper and pg_has_role(current_user, r.oid, 'MEMBER')) as is_superuser,
    exists (select 1 from pg_roles r where r.rolbypassrls and pg_has_role(current_user, r.oid, 'MEMBER')) as bypasses_rls,
    exists (select 1 from pg_roles r where (r.rolcreaterole or r.rolcreatedb) and pg_has_role(current_user, r.oid, 'MEMBER'))
      as creates_roles,
    (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'MEMBER')) as owned_tables,
    exists (select 1 from pg_namespace n where n.nspname in ('public', 'docketline')
      and has_schema_privilege(current_user, n.oid, 'CREATE')) as creates_objects,
    exists (select 1 from pg_roles r where r.rolname = 'docketline_app' and pg_has_role(current_user, r.oid, 'MEMBER'))
      as may_act_as_app`;

/**
 * What the login role of DATABASE_URL may do and must not, one sentence each; an empty list means that the process may
 * serve (TEN-01). The embedded database has one role and nobody else on it: there is nothing to check.
 */
export async function checkDatabaseRole(): Promise<string[]> {
  const database = await getDatabase();
  if (database.driver === "pglite") return [];
  const { rows } = await database.query(FACTS);
  const facts = rows[0] as RoleFacts;
  const problems: string[] = [];
  if (facts.is_superuser) problems.push("is a superuser, or a member of one");
  if (facts.bypasses_rls) problems.push("bypasses row-level security");
  if (facts.creates_roles) problems.push("may create roles or databases");
  if (facts.owned_tables > 0) problems.push("owns the tables, or is a member of their owner");
  if (facts.creates_objects) problems.push("may create objects in the schema");
  if (!facts.may_act_as_app) problems.push("is not a member of docketline_app: run `npm run db:migrate`");
  return problems;
}
