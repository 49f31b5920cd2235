import "server-only";
import { and, eq } from "drizzle-orm";
import { creditHolds } from "@/db/schema/credit-holds";
import type { TenantTx } from "@/db/tenant";

/** What credits are set aside for; one hold each. */
export type HoldSubject = { subjectType: "call" | "message" | "analysis"; subjectId: string };

export type CreditHold = typeof creditHolds.$inferSelect;

/** The hold of a subject, in whatever state, or undefined. It changes only while the account is locked. */
export async function findHold(tx: TenantTx, subject: HoldSubject): Promise<CreditHold | undefined> {
  const [hold] = await tx
    .select()
    .from(creditHolds)
    .where(and(eq(creditHolds.subjectType, subject.subjectType), eq(creditHolds.subjectId, subject.subjectId)));
  return hold;
}
