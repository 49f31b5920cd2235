import { fileAddress } from "@/simulators/senders/answer-file";
import type { Scene } from "@/simulators/senders/sender";
import { newGhlId } from "./ghl-id";
import type { GhlMemory } from "./ghl-memory";
import { DND_FIELDS, planContactEvent } from "./plan-contact-event";
import { planMessage } from "./plan-message-event";

const TEXT = { messageType: "SMS", status: "delivered", attachments: [], durationSeconds: null } as const;

/** What clients and the firm write and say. */
export function messageScenes(memory: GhlMemory): readonly Scene[] {
  return [
    {
      id: "sms",
      title: "A client sends a text message",
      play: (input, target) =>
        planMessage({ memory, input, target, message: { ...TEXT, direction: "inbound", body: input.text } }),
    },
    {
      id: "picture",
      title: "A client sends two pictures",
      play: (input, target, origin) =>
        planMessage({
          memory,
          input,
          target,
          message: {
            ...TEXT,
            direction: "inbound",
            body: input.text,
            attachments: [fileAddress(origin, "ghl", 3), fileAddress(origin, "ghl", 4)],
          },
        }),
    },
    {
      id: "stop",
      title: "A client texts STOP; HighLevel sets do not disturb",
      play: (input, target) => [
        ...planMessage({ memory, input, target, message: { ...TEXT, direction: "inbound", body: "STOP" } }),
        planContactEvent({ memory, input, target, type: "ContactDndUpdate", afterMs: 1_000, fields: DND_FIELDS }),
      ],
    },
    {
      id: "call",
      title: "A client calls and speaks for a minute",
      play: (input, target) =>
        planMessage({
          memory,
          input,
          target,
          message: {
            messageType: "CALL",
            direction: "inbound",
            body: "",
            status: "completed",
            attachments: [`https://services.leadconnectorhq.example/recordings/${newGhlId()}.mp3`],
            durationSeconds: 62,
          },
        }),
    },
    {
      id: "voicemail",
      title: "A client calls and speaks to the voicemail",
      play: (input, target) =>
        planMessage({
          memory,
          input,
          target,
          message: {
            messageType: "CALL",
            direction: "inbound",
            body: "",
            status: "voicemail",
            attachments: [`https://services.leadconnectorhq.example/voicemail/${newGhlId()}.mp3`],
            durationSeconds: null,
          },
        }),
    },
    {
      id: "outbound",
      title: "Somebody of the firm writes to a client in HighLevel",
      play: (input, target) =>
        planMessage({ memory, input, target, message: { ...TEXT, direction: "outbound", body: input.text } }),
    },
  ];
}
