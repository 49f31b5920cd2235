import "server-only";
import { creditAccounts } from "@/db/schema/credit-accounts";
import type { TenantTx } from "@/db/tenant";
import type { EventData } from "../event-data";
import { deskUrl } from "./desk-url";

/** How the firm's credits stand, while they are low; null otherwise. Nobody's name or number is in it. */
export async function describeCredits(tx: TenantTx): Promise<EventData["credits.low"] | null> {
  const [account] = await tx
    .select({
      balance: creditAccounts.balance,
      held: creditAccounts.held,
      threshold: creditAccounts.lowBalanceThreshold,
      lowSince: creditAccounts.lowSince,
    })
    .from(creditAccounts);
  if (!account?.lowSince) return null;
  return { credits: { ...account, lowSince: account.lowSince.toISOString(), url: deskUrl("/settings/credits") } };
}
