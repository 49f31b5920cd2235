import type { PlannedDelivery, Scene, SceneInput } from "@/simulators/senders/sender";
import { planTwilioForm } from "./plan-twilio-delivery";
import { ACCOUNT_SID, twilioSidIn } from "./twilio-sid";

type Step = { status: string; happenedMs: number; arrivesMs?: number; durationSeconds?: number };
type Telling = { id: string; title: string; steps: readonly Step[] };

const HINT = "(text: the call's SID, or nothing)";

// `happenedMs` is the order of the call, and of SequenceNumber; `arrivesMs` the order of the wire where it differs.
const TELLINGS: readonly Telling[] = [
  {
    id: "call-completed",
    title: `A call of the firm rings, is answered and ends ${HINT}`,
    steps: [
      { status: "initiated", happenedMs: 0 },
      { status: "ringing", happenedMs: 400 },
      { status: "in-progress", happenedMs: 1_200 },
      { status: "completed", happenedMs: 2_400, durationSeconds: 62 },
    ],
  },
  {
    id: "call-out-of-order",
    title: `The end of a call is told before its beginning ${HINT}`,
    steps: [
      { status: "initiated", happenedMs: 0, arrivesMs: 1_600 },
      { status: "ringing", happenedMs: 400, arrivesMs: 800 },
      { status: "in-progress", happenedMs: 1_200, arrivesMs: 1_200 },
      { status: "completed", happenedMs: 2_400, arrivesMs: 0, durationSeconds: 62 },
    ],
  },
  {
    id: "call-unanswered",
    title: `Nobody answers a call of the firm ${HINT}`,
    steps: [
      { status: "initiated", happenedMs: 0 },
      { status: "ringing", happenedMs: 400 },
      { status: "no-answer", happenedMs: 2_400, durationSeconds: 0 },
    ],
  },
];

/** What becomes of calls: voice status callbacks (providers-voice B.4). */
export const callStatusScenes: readonly Scene[] = TELLINGS.map((telling) => ({
  id: telling.id,
  title: telling.title,
  play: (input: SceneInput) => {
    const call = { input, sid: twilioSidIn(input.text, "CA"), startedAt: Date.now() };
    return telling.steps
      .map((step, sequence) => planStatus(call, step, sequence))
      .sort((one, other) => one.afterMs - other.afterMs);
  },
}));

type Call = { input: SceneInput; sid: string; startedAt: number };

function planStatus(call: Call, step: Step, sequence: number): PlannedDelivery {
  return planTwilioForm({
    label: `Call ${step.status}`,
    afterMs: step.arrivesMs ?? step.happenedMs,
    parameters: [
      ["Called", call.input.from],
      ["ToState", "PR"],
      ["CallerCountry", "US"],
      ["Direction", "outbound-api"],
      ["Timestamp", writeRfc2822(new Date(call.startedAt + step.happenedMs))],
      ["CallbackSource", "call-progress-events"],
      ["SequenceNumber", String(sequence)],
      ["CallSid", call.sid],
      ["To", call.input.from],
      ["From", call.input.to],
      ["Caller", call.input.to],
      ["CallStatus", step.status],
      ["AccountSid", ACCOUNT_SID],
      ["ApiVersion", "2010-04-01"],
      ...(step.durationSeconds === undefined
        ? []
        : ([
            ["CallDuration", String(step.durationSeconds)],
            ["Duration", String(Math.ceil(step.durationSeconds / 60))],
          ] as const)),
    ],
  });
}

function writeRfc2822(at: Date): string {
  return at.toUTCString().replace(/GMT$/, "+0000");
}
