import { createAlowareSender } from "../aloware/aloware-sender";
import { createBroadcastSender } from "../broadcast/broadcast-sender";
import { createEvolutionSender } from "../evolution/evolution-sender";
import { createGhlSender } from "../ghl/ghl-sender";
import { makeSender } from "../make/make-sender";
import { createTextingSender } from "../texting/texting-sender";
import { createTwilioSender } from "../twilio/twilio-sender";
import type { Sender } from "./sender";

/** Every simulated provider that sends webhooks; each call gives providers that remember nothing. */
export function createSenders(): Sender[] {
  return [
    createTwilioSender(),
    createEvolutionSender(),
    createTextingSender(),
    createBroadcastSender(),
    createGhlSender(),
    createAlowareSender(),
    makeSender,
  ];
}
