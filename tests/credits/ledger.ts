import { randomUUID } from "node:crypto";
import { firms } from "@/db/schema/firms";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { openCreditAccount } from "@/lib/domain/credits/open-credit-account";
import { testPrincipal } from "../support/test-database";

export type CreditFirm = { principal: Principal; run: <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T> };

/** A firm that can spend `credits`, and nothing else. */
export async function createCreditFirm(orgId: string, credits: number | null): Promise<CreditFirm> {
  const principal = testPrincipal(orgId);
  const run: CreditFirm["run"] = (work) => inTenant(principal, work);
  await run(async (tx) => {
    await tx.insert(firms).values({
      clerkOrganizationId: orgId,
      name: orgId,
      slug: orgId.replaceAll("_", "-"),
      timeZone: "America/Phoenix",
      hours: {},
    });
    if (credits !== null) await openCreditAccount(tx, credits);
  });
  return { principal, run };
}

export const aMessage = () => ({ subjectType: "message" as const, subjectId: randomUUID() });

export type Sums = {
  balance: number;
  held: number;
  entries: number;
  problems: string[];
};

/**
 * The account beside what the ledger says of it: every problem that the two together show. None means that the sums are the
 * account, the numbering has no gap, each line follows from the one before, and standing holds are what is held.
 */
export async function auditLedger(
  query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>,
  tenantId: string,
): Promise<Sums> {
  const { rows } = await query(
    `select a.balance, a.held,
       (select count(*)::int from credit_entries e where e.tenant_id = a.tenant_id) as entries,
       (select coalesce(max(sequence), 0)::int from credit_entries e where e.tenant_id = a.tenant_id) as newest,
       (select coalesce(sum(balance_delta), 0)::int from credit_entries e where e.tenant_id = a.tenant_id) as balance_sum,
       (select coalesce(sum(held_delta), 0)::int from credit_entries e where e.tenant_id = a.tenant_id) as held_sum,
       (select coalesce(sum(amount), 0)::int from credit_holds h where h.tenant_id = a.tenant_id and state = 'held') as standing,
       (select count(*)::int from (
          select balance_after - balance_delta - lag(balance_after, 1, 0) over w as balance_gap,
            held_after - held_delta - lag(held_after, 1, 0) over w as held_gap
          from credit_entries e where e.tenant_id = a.tenant_id window w as (order by sequence)
        ) steps where balance_gap <> 0 or held_gap <> 0) as broken,
       (select count(*)::int from credit_holds h where h.tenant_id = a.tenant_id
          and not exists (select 1 from credit_entries e where e.tenant_id = h.tenant_id and e.hold_id = h.id and e.kind = 'hold'))
         as unwritten
     from credit_accounts a where a.tenant_id = $1`,
    [tenantId],
  );
  const [row] = rows as Record<string, number>[];
  if (!row) throw new Error("the firm has no account");
  const { balance = -1, held = -1, entries = -1 } = row;
  const checks: [string, boolean][] = [
    ["the balance is negative", balance < 0],
    ["less than nothing is held", held < 0],
    ["the balance is not the sum", balance !== row["balance_sum"]],
    ["what is held is not the sum", held !== row["held_sum"]],
    ["what is held is not what the holds say", held !== row["standing"]],
    ["the numbering has a gap", entries !== row["newest"]],
    ["a line does not follow from the one before", row["broken"] !== 0],
    ["a hold has no line", row["unwritten"] !== 0],
  ];
  return { balance, held, entries, problems: checks.flatMap(([problem, is]) => (is ? [problem] : [])) };
}
