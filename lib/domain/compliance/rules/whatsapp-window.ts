import "server-only";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { RuleResult } from "../gate-decision";
import type { GateFacts } from "../gate-facts";

const WINDOW_MS = 24 * 3_600_000;

/** How far a provider's clock may run ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * WhatsApp Business takes free text only within 24 hours of the person's last message to the line. Lines that are joined to
 * WhatsApp as a phone have no such window.
 */
export function whatsappWindowRule(facts: GateFacts, instant: number): RuleResult<"whatsapp_window"> {
  const hasWindow = facts.kind === "whatsapp" && facts.line?.whatsapp === "business";
  const last = facts.inbound.onLine?.at.getTime() ?? null;
  const isOpen = last !== null && last <= instant + CLOCK_SKEW_MS && instant < last + WINDOW_MS;
  return {
    code: "whatsapp_window",
    status: !hasWindow ? "not_applicable" : isOpen ? "passed" : "blocked",
    evidence: {
      lastMessageAt: hasWindow && last !== null ? new Date(last).toISOString() : null,
      closesAt: hasWindow && last !== null ? new Date(last + WINDOW_MS).toISOString() : null,
    },
    remedy: hasWindow && !isOpen ? "wait_for_their_message" : null,
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.whatsapp_window],
  };
}
