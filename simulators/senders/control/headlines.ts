import { z } from "zod";
import type { Fault } from "../faults/faults";
import { type Playing, playScene } from "../play-scene";
import { SenderRefusal } from "../sender-refusal";
import type { SendersContext } from "../senders-context";
import { readPlay } from "./play-input";

/** One of the scenes that a demo is given with: the first provider that the firm has plays it. */
type Headline = {
  id: string;
  title: string;
  plays: readonly { provider: string; scene: string }[];
  text: string;
  faults: readonly Fault[];
  /** How long the provider goes silent first. */
  silentMinutes?: number;
};

export const HEADLINES: readonly Headline[] = [
  {
    id: "stop",
    title: "A client texts STOP",
    plays: [
      { provider: "twilio", scene: "stop" },
      { provider: "texting", scene: "stop" },
      { provider: "aloware", scene: "stop" },
      { provider: "ghl", scene: "stop" },
    ],
    text: "STOP",
    faults: [],
  },
  {
    id: "twice",
    title: "A WhatsApp message arrives twice",
    plays: [{ provider: "evolution", scene: "text" }],
    text: "I found the police report. Where shall I send it?",
    faults: ["duplicate"],
  },
  {
    id: "silent-hour",
    title: "The provider goes silent for an hour",
    plays: [
      { provider: "evolution", scene: "text" },
      { provider: "twilio", scene: "sms" },
      { provider: "texting", scene: "text" },
    ],
    text: "Nobody was told of this message.",
    faults: [],
    silentMinutes: 60,
  },
];

const headlineInput = z.strictObject({ headline: z.string(), firmId: z.string() });

/**
 * Plays a headline scene.
 * @throws SenderRefusal 404 when it is unknown or the firm has none of its providers
 */
export function playHeadline(context: SendersContext, value: unknown): Playing {
  const { headline: id, firmId } = headlineInput.parse(value);
  const headline = HEADLINES.find((one) => one.id === id);
  if (!headline) throw new SenderRefusal(404, `No scene is called ${id}`);
  const { doors, problem } = context.doors();
  const chosen = headline.plays.find(({ provider }) =>
    doors.some((door) => door.firmId === firmId && door.provider === provider),
  );
  if (!chosen) {
    const names = headline.plays.map(({ provider }) => provider).join(", ");
    throw new SenderRefusal(404, problem ?? `The firm has no connection for ${names}`);
  }
  const { provider, scene } = chosen;
  if (headline.silentMinutes !== undefined) {
    context.silences.begin({ provider, firmId, until: new Date(Date.now() + headline.silentMinutes * 60_000) });
  }
  const { text, faults } = headline;
  return playScene(context, readPlay({ provider, firmId, scene, input: { text }, faults }));
}
