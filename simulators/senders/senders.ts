import { broadcastSender } from "../broadcast/broadcast-sender";
import { createEvolutionSender } from "../evolution/evolution-sender";
import { makeSender } from "../make/make-sender";
import { textingSender } from "../texting/texting-sender";
import type { Sender } from "./sender";

/** Every simulated provider that sends webhooks; each call gives providers that remember nothing. */
export function createSenders(): Sender[] {
  return [createEvolutionSender(), textingSender, broadcastSender, makeSender];
}
