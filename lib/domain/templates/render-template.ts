import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { messageTemplates } from "@/db/schema/message-templates";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { loadTemplateValues } from "./load-template-values";
import { fillTemplate, type TemplateVariable } from "./template-variables";
import type { renderTemplateInput } from "./templates.schema";

export type RenderedTemplate =
  | { kind: "rendered"; body: string; language: "en" | "es" }
  /** The records have nothing for these: a person says them, and asks again with `values`. */
  | { kind: "missing"; names: TemplateVariable[]; language: "en" | "es" };

/**
 * A saved reply as it would be sent to a person: in their language where the template has it (or the one that is asked
 * for), with what the firm's records hold, and `values` before those.
 * @throws AppError `not_found` for a template, contact or case that is unknown, foreign, archived or behind a wall
 */
export async function renderTemplate(
  tx: TenantTx,
  input: z.output<typeof renderTemplateInput> & { userId: string | null },
): Promise<RenderedTemplate> {
  const [template] = await tx
    .select({ bodyEn: messageTemplates.bodyEn, bodyEs: messageTemplates.bodyEs })
    .from(messageTemplates)
    .where(and(eq(messageTemplates.id, input.templateId), isNull(messageTemplates.archivedAt)));
  if (!template) throw new AppError("not_found", "There is no such template");
  const { values, language: own } = await loadTemplateValues(tx, input);
  const language = (input.language ?? own) === "es" && template.bodyEs !== null ? "es" : "en";
  const body = language === "es" && template.bodyEs !== null ? template.bodyEs : template.bodyEn;
  const filled = fillTemplate(body, { ...values, ...input.values });
  return filled.kind === "missing" ? { ...filled, language } : { kind: "rendered", body: filled.body, language };
}
