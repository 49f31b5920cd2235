import "server-only";
import type { SendLook } from "@/lib/domain/sends/reconcile-send";
import type { SentLookUp } from "@/lib/domain/sends/send-answer";
import { findEvolutionMessage } from "@/lib/integrations/evolution/find-sent-message";
import { findGhlMessage } from "@/lib/integrations/ghl/find-sent-message";
import { findTwilioMessage } from "@/lib/integrations/twilio/find-sent-message";

/** Asks a provider's own list whether it has a message whose answer was lost. */
export function lookUpOrder(look: SendLook, signal?: AbortSignal): Promise<SentLookUp> {
  switch (look.order.provider) {
    case "twilio":
      return findTwilioMessage(look, signal);
    case "ghl":
      return findGhlMessage(look, signal);
    case "evolution":
      return findEvolutionMessage(look, signal);
    case "aloware":
    case "texting":
    case "broadcast":
      return Promise.resolve({ kind: "cannot_tell" });
  }
}
