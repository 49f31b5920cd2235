import type { PlannedDelivery, Scene, SceneInput } from "@/simulators/senders/sender";
import { planTwilioForm } from "./plan-twilio-delivery";
import { ACCOUNT_SID, twilioSidIn } from "./twilio-sid";

type Step = { status: string; afterMs: number; error?: { code: string; message: string } };
type Telling = { id: string; title: string; channel?: "whatsapp"; steps: readonly Step[] };

const FILTERED = { code: "30007", message: "Message filtered" };
const UNREGISTERED = { code: "30034", message: "Message from an Unregistered Number" };
const HINT = "(text: the message's SID, or nothing)";

// Twilio sends no callback for the first status of a message: queued, accepted or scheduled.
const TELLINGS: readonly Telling[] = [
  {
    id: "status-delivered",
    title: `A message of the firm is sent, then delivered ${HINT}`,
    steps: [
      { status: "sent", afterMs: 0 },
      { status: "delivered", afterMs: 800 },
    ],
  },
  {
    id: "status-out-of-order",
    title: `Delivered is told before sent and sending ${HINT}`,
    steps: [
      { status: "delivered", afterMs: 0 },
      { status: "sent", afterMs: 400 },
      { status: "sending", afterMs: 800 },
    ],
  },
  {
    id: "status-undelivered",
    title: `A carrier filters a message of the firm, error 30007 ${HINT}`,
    steps: [
      { status: "sent", afterMs: 0 },
      { status: "undelivered", afterMs: 800, error: FILTERED },
    ],
  },
  {
    id: "status-failed",
    title: `A message fails because the number is not registered, error 30034 ${HINT}`,
    steps: [{ status: "failed", afterMs: 0, error: UNREGISTERED }],
  },
  {
    id: "status-read",
    title: `A WhatsApp message of the firm is read ${HINT}`,
    channel: "whatsapp",
    steps: [
      { status: "sent", afterMs: 0 },
      { status: "delivered", afterMs: 400 },
      { status: "read", afterMs: 1_200 },
    ],
  },
];

/** What becomes of messages that the firm has sent: status callbacks (providers-voice B.4). */
export const messageStatusScenes: readonly Scene[] = TELLINGS.map((telling) => ({
  id: telling.id,
  title: telling.title,
  play: (input: SceneInput) => {
    const sid = twilioSidIn(input.text, "SM");
    return telling.steps.map((step) => planStatus({ input, sid, step, channel: telling.channel }));
  },
}));

type Status = { input: SceneInput; sid: string; step: Step; channel: "whatsapp" | undefined };

function planStatus({ input, sid, step, channel }: Status): PlannedDelivery {
  const address = channel === undefined ? "" : `${channel}:`;
  return planTwilioForm({
    label: `Message ${step.status}`,
    afterMs: step.afterMs,
    parameters: [
      ["SmsSid", sid],
      ["SmsStatus", step.status],
      ["MessageStatus", step.status],
      ["To", `${address}${input.from}`],
      ["MessageSid", sid],
      ["AccountSid", ACCOUNT_SID],
      ["From", `${address}${input.to}`],
      ["ApiVersion", "2010-04-01"],
      ...(step.error === undefined
        ? []
        : ([
            ["ErrorCode", step.error.code],
            ["ErrorMessage", step.error.message],
          ] as const)),
    ],
  });
}
