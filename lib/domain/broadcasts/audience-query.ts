import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { BroadcastAudience } from "@/db/schema/broadcasts";
import type { TenantTx } from "@/db/tenant";

/** Statuses of a lead that is still open. */
const OPEN_LEAD = ["new", "contacted", "qualified", "consultation"];

type Asked = { audience: BroadcastAudience; userId: string };

/**
 * The people of an audience, one row each, with their first number: (contact_id, language, first_name, last_name, e164).
 * Who is client of a case behind a wall is there only for its members, whoever else asks. Made for reading some of them in
 * the order of their ids.
 */
export function audienceQuery(tx: TenantTx, asked: Asked): SQL {
  return sql`select c.id as contact_id, c.preferred_language as language, c.first_name, c.last_name,
      (select p.e164 from contact_phones p where p.tenant_id = c.tenant_id and p.contact_id = c.id
        order by p.is_primary desc, p.created_at, p.id limit 1) as e164
    from contacts c
    where ${peopleOf(tx, asked)}`;
}

/** The first number of everybody in an audience, null where they have none; made for counting all of them. */
export function audienceNumbersQuery(tx: TenantTx, asked: Asked): SQL {
  return sql`select p.e164 from contacts c
    left join (select distinct on (contact_id) contact_id, e164 from contact_phones where tenant_id = ${tx.tenantId}
      order by contact_id, is_primary desc, created_at, id) p on p.contact_id = c.id
    where ${peopleOf(tx, asked)}`;
}

function peopleOf(tx: TenantTx, { audience, userId }: Asked): SQL {
  return sql`c.tenant_id = ${tx.tenantId} and c.archived_at is null and c.id not in (${walledFrom(tx, userId)})
    ${sql.join(conditionsOf(audience), sql` `)}`;
}

/** The clients of restricted cases that `userId` is no member of. */
export function walledFrom(tx: TenantTx, userId: string): SQL {
  return sql`select w.contact_id from contact_walls w where w.tenant_id = ${tx.tenantId} and not exists (
    select 1 from case_members m where m.tenant_id = w.tenant_id and m.case_id = w.case_id and m.user_id = ${userId})`;
}

function conditionsOf(audience: BroadcastAudience): SQL[] {
  const { people, language } = audience;
  const [stages, areas, tags] = [audience.caseStages, audience.practiceAreas, audience.conversationTags].map(nonEmpty);
  const ofArea = areas ? sql`and x.practice_area in ${areas}` : sql``;
  const hasCase = sql`exists (select 1 from cases x where x.tenant_id = c.tenant_id and x.client_contact_id = c.id
    and x.archived_at is null ${stages ? sql`and x.stage in ${stages}` : sql``} ${ofArea})`;
  const hasLead = sql`exists (select 1 from leads x where x.tenant_id = c.tenant_id and x.contact_id = c.id
    and x.status in ${OPEN_LEAD} ${ofArea})`;
  const conditions: SQL[] = [];
  if (people === "clients" || stages) conditions.push(sql`and ${hasCase}`);
  if (people === "leads") conditions.push(sql`and ${hasLead}`);
  if (people === "all" && areas && !stages) conditions.push(sql`and (${hasCase} or ${hasLead})`);
  if (language) conditions.push(sql`and c.preferred_language = ${language}`);
  if (tags) {
    conditions.push(sql`and exists (select 1 from conversations x where x.tenant_id = c.tenant_id and x.contact_id = c.id
      and x.tags && array[${sql.join(
        tags.map((tag) => sql`${tag}`),
        sql`, `,
      )}]::text[])`);
  }
  return conditions;
}

function nonEmpty(values: string[] | undefined): string[] | null {
  return values && values.length > 0 ? values : null;
}
