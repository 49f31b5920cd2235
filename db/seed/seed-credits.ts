import "server-only";
import { asc, isNotNull } from "drizzle-orm";
import { callLogs } from "../schema/call-logs";
import { creditAccounts } from "../schema/credit-accounts";
import { creditEntries } from "../schema/credit-entries";
import { creditHolds } from "../schema/credit-holds";
import { creditLimits } from "../schema/credit-limits";
import type { TenantTx } from "../tenant";

const GRANT = 25_000;
const HELD_FOR_A_CALL = 100;
const PRICE_OF_A_MINUTE = 10;

type Entry = typeof creditEntries.$inferInsert;
type Move = Pick<Entry, "kind" | "balanceDelta" | "heldDelta"> & Partial<Pick<Entry, "holdId" | "reason">>;

/** A month's credits and what the calls of the last two weeks took of them, as the ledger would have it. */
export async function seedCredits(tx: TenantTx, now: Date): Promise<void> {
  const entries: Entry[] = [];
  let [balance, held] = [0, 0];
  const write = (createdAt: Date, move: Move) => {
    balance += move.balanceDelta;
    held += move.heldDelta;
    entries.push({ sequence: entries.length + 1, balanceAfter: balance, heldAfter: held, createdAt, ...move });
  };
  const grantedAt = new Date(now.getTime() - 30 * 86_400_000);
  write(grantedAt, { kind: "grant", balanceDelta: GRANT, heldDelta: 0, reason: "starter" });
  const holds = [];
  for (const call of await listEndedCalls(tx)) {
    const hold = holdOf(call);
    holds.push(hold);
    const holdId = hold.id;
    const rest = hold.amount - hold.capturedAmount;
    write(hold.createdAt, { kind: "hold", balanceDelta: -hold.amount, heldDelta: hold.amount, holdId });
    if (hold.capturedAmount > 0) {
      write(hold.settledAt, { kind: "capture", balanceDelta: 0, heldDelta: -hold.capturedAmount, holdId });
    }
    if (rest > 0) {
      write(hold.settledAt, { kind: "release", balanceDelta: rest, heldDelta: -rest, holdId, reason: "not_used" });
    }
  }
  await tx.insert(creditAccounts).values({ balance, held, lowBalanceThreshold: 1_000, createdAt: grantedAt });
  if (holds.length > 0) await tx.insert(creditHolds).values(holds);
  await tx.insert(creditEntries).values(entries);
  await tx.insert(creditLimits).values({ scope: "firm", subject: "", period: "month", amount: 50_000 });
}

type EndedCall = { id: string; userId: string | null; startedAt: Date; endedAt: Date; seconds: number };

async function listEndedCalls(tx: TenantTx): Promise<EndedCall[]> {
  const rows = await tx
    .select({
      id: callLogs.id,
      userId: callLogs.createdByUserId,
      startedAt: callLogs.createdAt,
      endedAt: callLogs.endedAt,
      seconds: callLogs.durationSeconds,
    })
    .from(callLogs)
    .where(isNotNull(callLogs.endedAt))
    .orderBy(asc(callLogs.createdAt));
  return rows.map((row) => ({ ...row, endedAt: row.endedAt ?? row.startedAt, seconds: row.seconds ?? 0 }));
}

function holdOf(call: EndedCall) {
  const capturedAmount = Math.ceil(call.seconds / 60) * PRICE_OF_A_MINUTE;
  return {
    id: call.id,
    subjectType: "call" as const,
    subjectId: call.id,
    service: "call_minute" as const,
    channel: "voice" as const,
    quantity: HELD_FOR_A_CALL / PRICE_OF_A_MINUTE,
    unitPrice: PRICE_OF_A_MINUTE,
    amount: HELD_FOR_A_CALL,
    capturedAmount,
    state: capturedAmount === 0 ? ("released" as const) : ("captured" as const),
    userId: call.userId,
    expiresAt: new Date(call.endedAt.getTime() + 86_400_000),
    settledAt: call.endedAt,
    createdAt: call.startedAt,
  };
}
