import { randomUUID } from "node:crypto";
import type { PlannedDelivery, SceneInput } from "@/simulators/senders/sender";
import { alowareContact } from "./aloware-contact";
import { planAlowareDelivery } from "./plan-aloware-delivery";

type Transcription = {
  input: SceneInput;
  /** The call as its other webhooks tell it. */
  communication: Record<string, unknown>;
  event: "transcription.call.summarized" | "transcription.open_search.saved";
  afterMs: number;
};

/**
 * What was said, in another envelope: no `body.id`, the call's id stands in `body.communication`. The second event is
 * plumbing of a search index, which comes unasked for (providers-voice C.2).
 */
export function planTranscription({ input, communication, event, afterMs }: Transcription): PlannedDelivery {
  const summary = `${input.name} asked about the case.`;
  const text = input.text === "" ? "When is my appointment?" : input.text;
  const parsed = [
    { speaker: "agent", text: "How can I help you?" },
    { speaker: "contact", text },
  ];
  const transcription = { id: 1, transcription_id: randomUUID(), driver: "deepgram", text };
  const common = { summary, transcription, contact: alowareContact(input), communication };
  return planAlowareDelivery({
    label: event,
    afterMs,
    content: {
      event,
      body:
        event === "transcription.call.summarized"
          ? { ...common, json_summary: { summary, action_items: ["Call back"] } }
          : { ...common, parsed_transcription: parsed },
    },
  });
}
