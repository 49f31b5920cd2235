import "server-only";
import { eq, sql } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";

/** What the assistant's tools note on a call, inside its structured data. */
export type CallNote = {
  isIdentityConfirmed?: boolean;
  requestedCallback?: { when: string; language: "en" | "es" };
  wantsStaff?: true;
};

/** Adds a note to a call's structured data; the same key again replaces what it said. */
export async function noteOnCall(tx: TenantTx, callId: string, note: CallNote): Promise<void> {
  await tx
    .update(callLogs)
    .set({
      structuredData: sql`coalesce(${callLogs.structuredData}, '{}'::jsonb) || ${JSON.stringify(note)}::jsonb`,
      updatedAt: new Date(),
    })
    .where(eq(callLogs.id, callId));
}
