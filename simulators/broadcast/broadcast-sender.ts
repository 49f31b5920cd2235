import { answerFile, fileAddress } from "../senders/answer-file";
import { planEvent } from "../senders/proofs/plan-event";
import { RETRY_ON_FAILURE } from "../senders/retry-on-failure";
import type { Scene, SceneInput, Sender } from "../senders/sender";
import { type TakenTexts, takeText } from "../senders/take-text";
import { planCampaign, type RecipientEvent } from "./plan-campaign";

const OTHERS = ["+16025550191", "+16025550192", "+16025550193"];

function delivered(to: string): RecipientEvent {
  return { type: "message.delivered", to };
}

function mixed({ from }: SceneInput): RecipientEvent[] {
  return [
    delivered(from),
    ...OTHERS.slice(0, 2).map(delivered),
    { type: "message.failed", to: OTHERS[2] ?? from },
    { type: "message.received", to: from, text: "Thank you, I will come." },
    { type: "message.opted_out", to: OTHERS[0] ?? from, text: "STOP" },
  ];
}

const scenes: Scene[] = [
  {
    id: "campaign",
    title: "A broadcast: delivered, failed, answered, stopped",
    play: (input) =>
      planCampaign({ name: "Office closed on Friday", recipients: mixed(input), isCompleted: true }, input),
  },
  {
    id: "hundred",
    title: "A broadcast to a hundred people",
    play: (input) => {
      const recipients = Array.from({ length: 100 }, (_, index) =>
        delivered(`+1602555${String(100 + (index % 100)).padStart(4, "0")}`),
      );
      return planCampaign({ name: "Year-end letter", recipients, isCompleted: true }, input);
    },
  },
  {
    id: "stop",
    title: "A client answers a broadcast with STOP",
    play: (input) =>
      planCampaign(
        {
          name: "Office closed on Friday",
          recipients: [
            { type: "message.received", to: input.from, text: "STOP" },
            { type: "message.opted_out", to: input.from, text: "STOP" },
          ],
          isCompleted: false,
        },
        input,
      ),
  },
  {
    id: "picture",
    title: "A client answers a broadcast with a picture, of which the platform names the address",
    play: (input, _, origin) => {
      const media = [{ url: fileAddress(origin, "broadcast", 2), contentType: "image/png" }];
      const recipients = [{ type: "message.received", to: input.from, text: input.text, media }] as const;
      return planCampaign({ name: "Office closed on Friday", recipients, isCompleted: false }, input);
    },
  },
  {
    id: "unknown-event",
    title: "An event that nobody documented",
    play: () => [
      planEvent({
        event: { type: "broadcast.paused", occurredAt: new Date(), data: { broadcastId: "brd_unknown" } },
        afterMs: 0,
        userAgent: "Broadcast-Simulator/1.0",
      }),
    ],
  },
];

/** A generic sender of broadcasts. What its events look like stands with `planCampaign`. */
export function createBroadcastSender(): Sender {
  const taken: TakenTexts = new Map();
  return {
    provider: "broadcast",
    name: "Broadcast sender",
    scenes,
    retry: RETRY_ON_FAILURE,
    api: async (request) =>
      answerFile(request) ?? takeText({ taken, prefix: "brm", userAgent: "Broadcast-Simulator/1.0" }, request),
    refuse: () => Response.json({ error: { code: "filtered", message: "The words are not allowed" } }, { status: 422 }),
  };
}
