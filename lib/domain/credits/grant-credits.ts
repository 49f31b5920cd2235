import "server-only";
import { type CreditMove, type GrantingAdmin, moveCredits } from "./move-credits";

/**
 * Adds credits to a firm.
 * @throws AppError `not_found` for an unknown or deleted firm, `precondition_failed` when the account cannot hold so much
 */
export async function grantCredits(admin: GrantingAdmin, grant: CreditMove): Promise<void> {
  await moveCredits(admin, "grant", grant);
}
