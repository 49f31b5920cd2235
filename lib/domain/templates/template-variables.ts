/** What a text may name in double braces; nothing else of a person or case can stand in a template. */
export const TEMPLATE_VARIABLES = [
  "first_name",
  "last_name",
  "firm_name",
  "callback_number",
  "staff_name",
  "case_number",
  "case_title",
] as const;
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number];

export type TemplateValues = Partial<Record<TemplateVariable, string>>;

/** A piece of a text that is no variable; `position` counts characters from 1. */
export type TemplateFault = { text: string; position: number };

const BRACES = /\{\{([^{}]*)\}\}|[{}]+/g;

/** The first braces of a text that name no variable, or null. */
export function findTemplateFault(body: string): TemplateFault | null {
  for (const match of body.matchAll(BRACES)) {
    if (variableOf(match[1]) === null) return { text: match[0], position: match.index + 1 };
  }
  return null;
}

/** The variables that a text names, each once, in the order of the list. */
export function variablesIn(body: string): TemplateVariable[] {
  const named = new Set([...body.matchAll(BRACES)].map((match) => variableOf(match[1])));
  return TEMPLATE_VARIABLES.filter((name) => named.has(name));
}

export type FilledTemplate = { kind: "filled"; body: string } | { kind: "missing"; names: TemplateVariable[] };

/**
 * Puts the values into a text, once and at once, so that what a value holds is never read as a variable. A value that is
 * not there or blank is named instead of leaving a gap.
 * @throws Error for a text that was never checked (see findTemplateFault)
 */
export function fillTemplate(body: string, values: TemplateValues): FilledTemplate {
  if (findTemplateFault(body) !== null) throw new Error("the text names something that is no variable");
  const cleaned = new Map(TEMPLATE_VARIABLES.map((name) => [name, cleanValue(values[name] ?? "")]));
  const missing = variablesIn(body).filter((name) => cleaned.get(name) === "");
  if (missing.length > 0) return { kind: "missing", names: missing };
  const filled = body.replaceAll(BRACES, (text, named?: string) => {
    const name = variableOf(named);
    return name === null ? text : (cleaned.get(name) ?? "");
  });
  return { kind: "filled", body: filled };
}

function variableOf(named: string | undefined): TemplateVariable | null {
  return TEMPLATE_VARIABLES.find((name) => name === named?.trim()) ?? null;
}

/** One line without braces or control characters: a name is never more than a name. */
function cleanValue(value: string): string {
  return value
    .replaceAll(/[{}]/g, "")
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
}
