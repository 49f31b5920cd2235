import "server-only";
import type { CreditQuote } from "@/lib/domain/credits/credit-quote";
import { quoteCredits } from "@/lib/domain/credits/quote-credits";
import type { MessageChannel } from "@/lib/domain/messages/message-input";
import { countSegments, type SegmentCount } from "./count-segments";

/** What a text costs on a channel: an SMS by its segments, a WhatsApp message as one. */
export function quoteSend(channel: MessageChannel, body: string): SegmentCount & { quote: CreditQuote } {
  const counted = countSegments(body);
  const isSms = channel === "sms";
  return {
    ...counted,
    quote: quoteCredits({
      service: isSms ? "sms_segment" : "whatsapp_message",
      quantity: isSms ? counted.segments : 1,
    }),
  };
}
