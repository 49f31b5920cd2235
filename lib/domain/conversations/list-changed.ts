import "server-only";
import { sql } from "drizzle-orm";
import { rowsOf, type TenantTx } from "@/db/tenant";

/** Transactions that end late may show an earlier time than what was seen already: so far back is looked again. */
const OVERLAP = "20 seconds";
const MOST = 500;

export type ChangedConversation = {
  id: string;
  revision: number;
  at: string;
  /** Those of the asked people who stand outside the contact's wall. */
  hidden_from: string[];
};

/**
 * The conversations that changed since an instant of the database's clock, the newest first, 500 at most, with who of
 * `userIds` may not know of them. For machine work that tells several people at once: it looks past every wall.
 */
export async function listChanged(
  tx: TenantTx,
  { since, userIds }: { since: string; userIds: readonly string[] },
): Promise<ChangedConversation[]> {
  return rowsOf<ChangedConversation>(
    tx,
    sql`select c.id, c.revision, c.updated_at::text as at, array(
        select u.id from unnest(${sql.param([...userIds])}::text[]) as u(id) where exists (
          select 1 from contact_walls w where w.tenant_id = c.tenant_id and w.contact_id = c.contact_id and not exists (
            select 1 from case_members m where m.tenant_id = w.tenant_id and m.case_id = w.case_id and m.user_id = u.id))
      ) as hidden_from
      from conversations c where c.tenant_id = ${tx.tenantId}
        and c.updated_at > ${since}::timestamptz - ${OVERLAP}::interval
      order by c.updated_at desc, c.id desc limit ${MOST}`,
  );
}
