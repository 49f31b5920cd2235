import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { CreditService } from "@/lib/domain/credits/credit-quote";
import { loadCreditFacts } from "@/lib/domain/credits/load-credit-facts";
import { quoteCredits } from "@/lib/domain/credits/quote-credits";

/** There are a day's and a month's limit for the firm, the channel and the person. */
const MOST_LIMITS = 6;

/** How many credits may be spent on a service now: what is left, narrowed by each limit that it would break. */
export async function findAffordable(
  tx: TenantTx,
  { service, userId }: { service: CreditService; userId: string },
): Promise<{ affordable: number; available: number }> {
  const quote = quoteCredits({ service, quantity: 0 });
  const { available } = await loadCreditFacts(tx, { quote, userId, isReserving: false });
  let affordable = available;
  for (let round = 0; round < MOST_LIMITS; round += 1) {
    const asked = { ...quote, amount: affordable };
    const { brokenLimit } = await loadCreditFacts(tx, { quote: asked, userId, isReserving: false });
    if (brokenLimit === null) break;
    affordable = Math.max(0, brokenLimit.amount - brokenLimit.spent);
  }
  return { affordable, available };
}
