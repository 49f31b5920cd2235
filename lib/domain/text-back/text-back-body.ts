import "server-only";
import { DEFAULT_TEXT_BACK } from "@/lib/domain/compliance-settings/default-texts";
import { fillTemplate, findTemplateFault, type TemplateValues } from "@/lib/domain/templates/template-variables";

/** The firm's own words where all that they name is known of the caller, and the plain text otherwise. */
export function textBackBody(own: string | null, language: "en" | "es", values: TemplateValues): string | null {
  for (const body of [own, DEFAULT_TEXT_BACK[language]]) {
    if (body === null || body.trim() === "" || findTemplateFault(body) !== null) continue;
    const filled = fillTemplate(body, values);
    if (filled.kind === "filled") return filled.body;
  }
  return null;
}
