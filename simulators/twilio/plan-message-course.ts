import type { PlannedDelivery } from "../senders/sender";
import { fateOf } from "../senders/simulated-fate";
import { planTwilioForm } from "./plan-twilio-delivery";
import type { TwilioMemory, TwilioMessage } from "./twilio-memory";

type Step = { status: string; afterMs: number; error?: { code: string; message: string } };

const SENT: Step = { status: "sent", afterMs: 300 };
const DELIVERED: Step = { status: "delivered", afterMs: 1_200 };
const ERRORS = {
  filtered: { code: "30007", message: "Message filtered" },
  unreachable: { code: "30003", message: "Unreachable destination handset" },
  unregistered: { code: "30034", message: "Message from an Unregistered Number" },
} as const;

/**
 * What becomes of a message that was taken: its status callbacks, none for the first status (providers-voice B.4). A number
 * that is never told of stays `sent` at Twilio.
 */
export function planMessageCourse(memory: TwilioMemory, message: TwilioMessage): PlannedDelivery[] {
  return stepsOf(message).map(({ status, afterMs, error }) => ({
    ...planTwilioForm({
      label: `Message ${status}`,
      afterMs,
      parameters: [
        ["SmsSid", message.sid],
        ["SmsStatus", status],
        ["MessageStatus", status],
        ["To", message.to],
        ["MessageSid", message.sid],
        ["AccountSid", message.accountSid],
        ["From", message.from],
        ["ApiVersion", "2010-04-01"],
        ...(message.messagingServiceSid === null
          ? []
          : ([["MessagingServiceSid", message.messagingServiceSid]] as const)),
        ...(error === undefined
          ? []
          : ([
              ["ErrorCode", error.code],
              ["ErrorMessage", error.message],
            ] as const)),
      ],
    }),
    happened: () => memory.move(message, status, error ?? null),
  }));
}

function stepsOf({ to }: TwilioMessage): Step[] {
  const fate = fateOf(to.replace(/^whatsapp:/, ""));
  if (fate.kind === "silent") return [];
  if (fate.kind !== "failed") return [SENT, DELIVERED];
  const error = ERRORS[fate.why];
  if (fate.why === "unregistered") return [{ status: "failed", afterMs: 300, error }];
  return [SENT, { status: "undelivered", afterMs: 1_200, error }];
}
