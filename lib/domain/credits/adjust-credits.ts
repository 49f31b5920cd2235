import "server-only";
import { type CreditMove, type GrantingAdmin, moveCredits } from "./move-credits";

/**
 * Corrects a firm's balance by an amount with its sign. What is set aside stays so.
 * @throws AppError `not_found` for an unknown or deleted firm, `precondition_failed` when more is taken than the firm has left
 */
export async function adjustCredits(admin: GrantingAdmin, adjustment: CreditMove): Promise<void> {
  await moveCredits(admin, "adjust", adjustment);
}
