import "server-only";
import type { CREDIT_SERVICES } from "@/db/schema/credit-holds";

export type CreditService = (typeof CREDIT_SERVICES)[number];
export type CreditChannel = "voice" | "sms" | "whatsapp" | "ai";

/** The price of something before it happens, in credits: `amount` is `quantity` times `unitPrice`. */
export type CreditQuote = {
  service: CreditService;
  channel: CreditChannel;
  quantity: number;
  unitPrice: number;
  amount: number;
};

/** A ceiling that the spending would break, with what was spent of it already. */
export type BrokenLimit = {
  scope: "firm" | "channel" | "user";
  subject: string;
  period: "day" | "month";
  amount: number;
  spent: number;
};

/** What the gate may know of a firm's credits. */
export type CreditFacts = { quote: CreditQuote; available: number; brokenLimit: BrokenLimit | null };
