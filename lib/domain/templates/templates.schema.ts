import { z } from "zod";
import { optionalPersonText, personText } from "@/lib/core/text.schema";
import { TEMPLATE_VARIABLES } from "./template-variables";

/** Ten segments of a text in the common alphabet. */
export const TEMPLATE_BODY_MAX = 1_530;

export const saveTemplateInput = z.object({
  templateId: z.uuid().nullish(),
  name: personText(80),
  shortcut: z
    .string()
    .trim()
    .toLowerCase()
    .max(30, { error: "tooLong" })
    .regex(/^[\p{Ll}\p{Lo}\d_-]*$/u, { error: "shortcut" })
    .nullish()
    .transform((text) => text || null),
  bodyEn: personText(TEMPLATE_BODY_MAX),
  bodyEs: optionalPersonText(TEMPLATE_BODY_MAX),
});

/** What a person filled in for a template where the firm's own records have nothing. */
const templateValues = z.partialRecord(z.enum(TEMPLATE_VARIABLES), z.string().max(200));

export const templateIdInput = z.object({ templateId: z.uuid() });

export const renderTemplateInput = z.object({
  templateId: z.uuid(),
  contactId: z.uuid().nullable(),
  caseId: z.uuid().nullish(),
  language: z.enum(["en", "es"]).nullish(),
  values: templateValues.optional(),
});
