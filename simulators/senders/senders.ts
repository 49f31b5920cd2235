import { alowareSender } from "../aloware/aloware-sender";
import { broadcastSender } from "../broadcast/broadcast-sender";
import { createEvolutionSender } from "../evolution/evolution-sender";
import { createGhlSender } from "../ghl/ghl-sender";
import { makeSender } from "../make/make-sender";
import { textingSender } from "../texting/texting-sender";
import { twilioSender } from "../twilio/twilio-sender";
import type { Sender } from "./sender";

/** Every simulated provider that sends webhooks; each call gives providers that remember nothing. */
export function createSenders(): Sender[] {
  return [
    twilioSender,
    createEvolutionSender(),
    textingSender,
    broadcastSender,
    createGhlSender(),
    alowareSender,
    makeSender,
  ];
}
