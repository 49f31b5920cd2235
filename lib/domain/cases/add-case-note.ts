import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { caseNotes } from "@/db/schema/case-notes";
import { cases } from "@/db/schema/cases";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { addCaseNoteInput } from "./cases.schema";

/**
 * Adds a note to a case. Notes never leave the firm: no call payload or provider sees one.
 * @throws AppError `not_found`
 */
export async function addCaseNote(
  tx: TenantTx,
  input: z.output<typeof addCaseNoteInput> & { userId: string },
): Promise<{ id: string }> {
  const touched = await tx
    .update(cases)
    .set({ updatedAt: new Date() })
    .where(eq(cases.id, input.caseId))
    .returning({ id: cases.id });
  if (touched.length === 0) throw new AppError("not_found", "There is no such case");
  const [note] = await tx
    .insert(caseNotes)
    .values({ caseId: input.caseId, authorUserId: input.userId, body: input.body })
    .returning({ id: caseNotes.id });
  if (!note) throw new AppError("internal", "The note could not be kept");
  return note;
}
