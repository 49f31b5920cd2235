import { answerFile, fileAddress } from "../senders/answer-file";
import { RETRY_ON_FAILURE } from "../senders/retry-on-failure";
import type { Scene, SceneInput, Sender } from "../senders/sender";
import { type TakenTexts, takeText } from "../senders/take-text";
import { planEvents, type TextingEvent } from "./plan-events";

type Facts = { title: string; events: (input: SceneInput, origin?: string) => TextingEvent[] };

const SCENES: Record<string, Facts> = {
  text: {
    title: "A client sends a text message",
    events: ({ text }) => [{ type: "message.received", direction: "in", message: "1", text }],
  },
  picture: {
    title: "A client sends a picture, of which the platform names the address",
    events: ({ text }, origin) => [
      {
        type: "message.received",
        direction: "in",
        message: "1",
        text,
        media: [{ url: fileAddress(origin, "texting", 1), contentType: "image/png", fileName: "accident.png" }],
      },
    ],
  },
  stop: {
    title: "A client texts STOP, and the platform blocks the number",
    events: () => [
      { type: "message.received", direction: "in", message: "1", text: "STOP" },
      { type: "message.opted_out", direction: "in", message: "1", text: "STOP" },
    ],
  },
  alto: {
    title: "A client texts ALTO, which the platform does not know",
    events: () => [{ type: "message.received", direction: "in", message: "1", text: "Alto por favor" }],
  },
  start: {
    title: "A client who had stopped texts START",
    events: () => [{ type: "message.received", direction: "in", message: "1", text: "START" }],
  },
  conversation: {
    title: "A client sends three texts within a minute",
    events: ({ text }) => [
      { type: "message.received", direction: "in", message: "1", text },
      { type: "message.received", direction: "in", message: "2", text: "Also, I moved last week." },
      { type: "message.received", direction: "in", message: "3", text: "1420 W Palm Lane, Phoenix" },
    ],
  },
  delivered: {
    title: "A text of the firm is delivered",
    events: ({ text }) => [{ type: "message.delivered", direction: "out", message: "1", text, status: "delivered" }],
  },
  failed: {
    title: "A text of the firm cannot be delivered",
    events: ({ text }) => [
      {
        type: "message.failed",
        direction: "out",
        message: "1",
        text,
        status: "failed",
        errorCode: "30005",
        errorMessage: "Unknown destination handset",
      },
    ],
  },
  "delivered-then-failed": {
    title: "Two true updates of one text: delivered, then taken back",
    events: ({ text }) => [
      { type: "message.delivered", direction: "out", message: "1", text, status: "delivered" },
      {
        type: "message.failed",
        direction: "out",
        message: "1",
        text,
        status: "failed",
        errorCode: "30008",
        errorMessage: "The carrier withdrew the receipt",
      },
    ],
  },
  "unknown-event": {
    title: "An event that nobody documented",
    events: () => [{ type: "message.typing", direction: "in", message: "1", text: "" }],
  },
};

const scenes = Object.entries(SCENES).map(
  ([id, { title, events }]): Scene => ({
    id,
    title,
    play: (input, _, origin) => planEvents(events(input, origin), input),
  }),
);

/** A generic texting platform. What its events look like stands with `planEvents`. */
export function createTextingSender(): Sender {
  const taken: TakenTexts = new Map();
  return {
    provider: "texting",
    name: "Texting platform",
    scenes,
    retry: RETRY_ON_FAILURE,
    api: async (request) =>
      answerFile(request) ?? takeText({ taken, prefix: "txt", userAgent: "Texting-Simulator/1.0" }, request),
    refuse: () => Response.json({ error: { code: "filtered", message: "The words are not allowed" } }, { status: 422 }),
  };
}
