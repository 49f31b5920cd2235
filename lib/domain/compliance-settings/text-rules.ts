import "server-only";
import {
  fillTemplate,
  findTemplateFault,
  type TemplateValues,
  type TemplateVariable,
  variablesIn,
} from "@/lib/domain/templates/template-variables";

export const SETTING_TEXTS = [
  "textBackEn",
  "textBackEs",
  "stopConfirmationEn",
  "stopConfirmationEs",
  "helpEn",
  "helpEs",
] as const;
export type SettingText = (typeof SETTING_TEXTS)[number];

/** Why a text cannot stand. The words for people are translated from these codes. */
export type TextProblem = "placeholder" | "namesNoFirm" | "tooLong" | "noStopInstruction";

/** Two SMS: a confirmation or a help text that runs on is not read. */
export const MAX_TEXT_LENGTH = 320;

/** How long a number is at most when it is written for people. */
const LONGEST_NUMBER = "+1 (602) 555-0142";

/** Who has just written STOP or called may be nobody's contact: no text relies on more than this. */
const KNOWN_OF_EVERYBODY: ReadonlySet<TemplateVariable> = new Set(["firm_name", "callback_number"]);

/**
 * What is wrong with a text that the firm wrote, or null. Every text names who writes (CTIA; 64.1200(a)(12) lets the
 * confirmation do little else), fits two SMS once the names are in, and a help text says how to stop. That a confirmation
 * carries no marketing is the firm's duty: no code can tell.
 */
export function textProblem(name: SettingText, text: string, firmName: string): TextProblem | null {
  if (findTemplateFault(text) !== null) return "placeholder";
  const named = variablesIn(text);
  if (named.some((variable) => !KNOWN_OF_EVERYBODY.has(variable))) return "placeholder";
  const body = fill(text, { firm_name: firmName, callback_number: LONGEST_NUMBER });
  if (!fold(body).includes(fold(firmName))) return "namesNoFirm";
  if (body.length > MAX_TEXT_LENGTH) return "tooLong";
  return hasStopInstruction(name, text) ? null : "noStopInstruction";
}

function fill(text: string, values: TemplateValues): string {
  const filled = fillTemplate(text, values);
  return filled.kind === "filled" ? filled.body : text;
}

function hasStopInstruction(name: SettingText, text: string): boolean {
  switch (name) {
    case "helpEn":
      return /\bSTOP\b/i.test(text);
    case "helpEs":
      return /\b(?:STOP|ALTO)\b/i.test(text);
    case "textBackEn":
    case "textBackEs":
    case "stopConfirmationEn":
    case "stopConfirmationEs":
      return true;
  }
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();
}
