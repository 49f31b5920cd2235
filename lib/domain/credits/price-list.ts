import "server-only";
import type { CreditChannel, CreditService } from "./credit-quote";

type Price = { unitPrice: number; channel: CreditChannel };

/** What one unit of each service costs a firm, in credits. A change of price is a new version with its date. */
export const PRICE_LIST: { version: string; effectiveFrom: string; prices: Record<CreditService, Price> } = {
  version: "2026-11-01",
  effectiveFrom: "2026-11-01",
  prices: {
    call_minute: { unitPrice: 10, channel: "voice" },
    sms_segment: { unitPrice: 1, channel: "sms" },
    whatsapp_message: { unitPrice: 1, channel: "whatsapp" },
    ai_analysis: { unitPrice: 2, channel: "ai" },
  },
};

/** What a new firm begins with, so that a newcomer can try the desk: five calls of the longest kind or five hundred messages. */
export const STARTER_CREDITS = 500;
