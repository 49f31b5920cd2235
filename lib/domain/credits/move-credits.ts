import "server-only";
import { sql } from "drizzle-orm";
import { inPlatform, inTenant, rowsOf } from "@/db/tenant";
import { AppError, toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { asTenantId } from "@/lib/core/tenant-id";
import { lockCreditAccount } from "./lock-credit-account";
import { tellLowBalance } from "./tell-low-balance";

/** An administrator of the platform, as the firm's ledger and audit log name them. Whoever calls has made sure that one asks. */
export type GrantingAdmin = { userId: string; requestId: string };

/** A firm, how many credits, and why; the firm reads the reason in its statement. */
export type CreditMove = { tenantId: string; amount: number; reason: string };

/**
 * Changes a firm's balance in the platform's name: one database function writes the ledger and the firm's audit log, in one
 * transaction, and nobody but the platform's role may call it.
 * @throws AppError `not_found` for an unknown or deleted firm, `precondition_failed` when the account cannot bear the amount
 */
export async function moveCredits(admin: GrantingAdmin, kind: "grant" | "adjust", move: CreditMove): Promise<void> {
  const { tenantId, amount, reason } = move;
  const { row, isCrossing } = await inPlatform(async (tx) => {
    const [moved] = await rowsOf<{ answer: "done" | "unknown_firm" | "out_of_range" }>(
      tx,
      sql`select docketline.grant_credits(${tenantId}::uuid, ${kind}, ${amount}::integer, ${reason}, ${admin.userId},
        ${admin.requestId}) as answer`,
    );
    // The function dates a crossing by its own transaction.
    const crossings = await rowsOf(
      tx,
      sql`select 1 from credit_accounts where tenant_id = ${tenantId}::uuid and low_since = now()`,
    );
    return { row: moved, isCrossing: crossings.length > 0 };
  });
  if (row?.answer === "unknown_firm") throw new AppError("not_found", "There is no such firm");
  if (row?.answer !== "done") throw new AppError("precondition_failed", "The account cannot bear this amount");
  if (isCrossing) await tellFirm(admin, tenantId);
}

/** The platform's transaction may not write a firm's deliveries, so that the firm's own follows it. The move stands either way. */
async function tellFirm({ requestId }: GrantingAdmin, tenantId: string): Promise<void> {
  const firm = { tenantId: asTenantId(tenantId), actor: { type: "system", name: "credits" }, requestId } as const;
  try {
    await inTenant(firm, async (tx) => {
      const account = await lockCreditAccount(tx);
      if (account !== null && account.lowSince !== null) await tellLowBalance(tx);
    });
  } catch (error) {
    log("error", "low balance not told", { requestId, code: toAppError(error).code });
  }
}
