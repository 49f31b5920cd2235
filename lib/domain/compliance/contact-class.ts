import "server-only";
import type { ContactPurpose, GateFacts } from "./gate-facts";

/**
 * How the law looks at a contact. `personal`: one person writes to one person. `text_back`, `confirmation` and `help_answer`
 * answer what the person did a moment ago. Whatever fits none of them is automated information or marketing.
 */
export type ContactClass =
  | "automated_information"
  | "marketing"
  | "personal"
  | "text_back"
  | "confirmation"
  | "help_answer";

/** What differs between the classes. Each exemption names its reason in the rule that reads it. */
export type ClassPolicy = {
  /** Whether every opt-out of the number stops it, and not only one of its own channel. */
  isAutomated: boolean;
  /** Whether the firm's own hours and holidays hold it back. */
  keepsFirmHours: boolean;
  /** Whether it is counted, and stopped by the limit of automated contacts. */
  isCounted: boolean;
  /** Outside the called party's hours: never, when the person wrote within a day, or as an answer of the moment. */
  outsideHours: "never" | "to_answer_a_day" | "at_once";
};

export const CLASS_POLICY: Record<ContactClass, ClassPolicy> = {
  automated_information: { isAutomated: true, keepsFirmHours: true, isCounted: true, outsideHours: "never" },
  marketing: { isAutomated: true, keepsFirmHours: true, isCounted: true, outsideHours: "never" },
  personal: { isAutomated: false, keepsFirmHours: false, isCounted: false, outsideHours: "to_answer_a_day" },
  text_back: { isAutomated: true, keepsFirmHours: false, isCounted: true, outsideHours: "never" },
  confirmation: { isAutomated: true, keepsFirmHours: false, isCounted: false, outsideHours: "at_once" },
  help_answer: { isAutomated: true, keepsFirmHours: false, isCounted: false, outsideHours: "at_once" },
};

const PERSONAL_PURPOSES: ReadonlySet<ContactPurpose> = new Set([
  "general",
  "case_information",
  "appointment",
  "callback",
  "intake_follow_up",
]);

/** The class of a contact. Marketing stays marketing, whoever sends it; an exemption needs its own origin and purpose. */
export function contactClass({ kind, origin, purpose }: Pick<GateFacts, "kind" | "origin" | "purpose">): ContactClass {
  if (purpose === "marketing") return "marketing";
  if (kind === "ai_call") return "automated_information";
  if (origin === "person" && PERSONAL_PURPOSES.has(purpose)) return "personal";
  if (origin === "text_back" && purpose === "missed_call") return "text_back";
  if (origin === "opt_out_confirmation" && purpose === "opt_out_confirmation") return "confirmation";
  if (origin === "help_answer" && purpose === "help_answer") return "help_answer";
  return "automated_information";
}
