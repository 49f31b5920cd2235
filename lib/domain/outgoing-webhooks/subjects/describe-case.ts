import "server-only";
import { eq } from "drizzle-orm";
import { cases } from "@/db/schema/cases";
import type { TenantTx } from "@/db/tenant";
import type { EventData } from "../event-data";
import { deskUrl } from "./desk-url";

/** A case for its receivers; null behind an ethical wall, because nobody knows who reads at the receiver. */
export async function describeCase(tx: TenantTx, caseId: string): Promise<EventData["case.created"] | null> {
  const [row] = await tx
    .select({
      id: cases.id,
      number: cases.caseNumber,
      title: cases.title,
      practiceArea: cases.practiceArea,
      stage: cases.stage,
      contactId: cases.clientContactId,
      openedOn: cases.openedOn,
      isRestricted: cases.isRestricted,
    })
    .from(cases)
    .where(eq(cases.id, caseId));
  if (!row || row.isRestricted) return null;
  const { isRestricted: _, ...shown } = row;
  return { case: { ...shown, url: deskUrl(`/desk/cases/${caseId}`) } };
}
