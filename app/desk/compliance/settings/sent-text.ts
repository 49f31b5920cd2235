import { fillTemplate, findTemplateFault, type TemplateValues } from "@/lib/domain/templates/template-variables";

/** `fallback`: the firm has a text of its own, but it names what the firm has not said, so the product's is sent. */
export type SentText = { body: string; whose: "own" | "product" | "fallback" };

/** What a person gets: the firm's own words where all that they name is known, else the product's. */
export function sentText(own: string, product: string, values: TemplateValues): SentText {
  const filled = own.trim() === "" ? null : fill(own.trim(), values);
  if (filled !== null) return { body: filled, whose: "own" };
  return { body: fill(product, values) ?? product, whose: own.trim() === "" ? "product" : "fallback" };
}

function fill(text: string, values: TemplateValues): string | null {
  if (findTemplateFault(text) !== null) return null;
  const filled = fillTemplate(text, values);
  return filled.kind === "filled" ? filled.body : null;
}
