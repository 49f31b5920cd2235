import "server-only";
import type { ClearedSend } from "@/lib/domain/sends/cleared-send";
import type { SendAnswer } from "@/lib/domain/sends/send-answer";
import { sendAlowareMessage } from "@/lib/integrations/aloware/send-message";
import { sendBroadcastMessage } from "@/lib/integrations/broadcast/send-message";
import { sendEvolutionMessage } from "@/lib/integrations/evolution/send-message";
import { sendGhlMessage } from "@/lib/integrations/ghl/send-message";
import { sendTextingMessage } from "@/lib/integrations/texting/send-message";
import { sendTwilioMessage } from "@/lib/integrations/twilio/send-message";

/** Hands an order that the gate let through to its line's provider, once. The only caller of the providers' send clients. */
export function deliverOrder(order: ClearedSend): Promise<SendAnswer> {
  switch (order.provider) {
    case "twilio":
      return sendTwilioMessage(order);
    case "ghl":
      return sendGhlMessage(order);
    case "aloware":
      return sendAlowareMessage(order);
    case "evolution":
      return sendEvolutionMessage(order);
    case "texting":
      return sendTextingMessage(order);
    case "broadcast":
      return sendBroadcastMessage(order);
  }
}
