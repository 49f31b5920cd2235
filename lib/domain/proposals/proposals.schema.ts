import { z } from "zod";
import { caseDetailRawValue } from "@/lib/domain/details/case-detail-fields.schema";

export const acceptProposalInput = z.object({
  id: z.uuid(),
  /** What a person made of it; absent to take the value as it was understood. */
  editedValue: caseDetailRawValue.optional(),
  /** The value of the field that the person saw while deciding; null when it was empty. */
  seenValue: z.string().max(500).nullable().optional(),
});

export const rejectProposalInput = z.object({ id: z.uuid() });
