import { z } from "zod";
import { personText } from "@/lib/core/text.schema";
import { caseDetailField, caseDetailRawValue } from "@/lib/domain/details/case-detail-fields.schema";

export const CASE_STAGE_CODES = [
  "intake",
  "investigation",
  "treatment",
  "demand",
  "negotiation",
  "litigation",
  "settled",
  "closed",
] as const;
export const caseStage = z.enum(CASE_STAGE_CODES);

export const PRACTICE_AREAS = [
  "auto_accident",
  "trucking",
  "premises_liability",
  "product_liability",
  "workplace_injury",
  "animal_bite",
  "divorce",
  "custody",
  "support",
  "guardianship",
  "adoption",
  "protection",
  "agreements",
  "probate",
  "other",
] as const;
const practiceArea = z.enum(PRACTICE_AREAS);

export const createCaseInput = z.object({
  title: personText(160),
  practiceArea,
  clientContactId: z.uuid(),
});

export const changeCaseStageInput = z.object({ caseId: z.uuid(), stage: caseStage });

export const addCaseNoteInput = z.object({ caseId: z.uuid(), body: personText(4_000) });

export const setCaseDetailInput = z.object({ caseId: z.uuid(), field: caseDetailField, value: caseDetailRawValue });

export const restrictCaseInput = z.object({ caseId: z.uuid(), isRestricted: z.boolean() });
