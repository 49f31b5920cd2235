import type { Scene, SceneInput } from "@/simulators/senders/sender";
import { inboundMessageParameters } from "./inbound-message-parameters";
import { planTwilioForm } from "./plan-twilio-delivery";

type Message = Parameters<typeof inboundMessageParameters>[1];
type Telling = { id: string; title: string; message: (input: SceneInput) => Partial<Message> };

const PLAIN: Message = { channel: "sms", body: "", optOutType: null, mediaTypes: [] };

const TELLINGS: readonly Telling[] = [
  { id: "sms", title: "A client sends a text message", message: ({ text }) => ({ body: text }) },
  {
    id: "whatsapp",
    title: "A client writes on WhatsApp",
    message: ({ text }) => ({ channel: "whatsapp", body: text }),
  },
  {
    id: "mms",
    title: "A client sends two pictures",
    message: ({ text }) => ({ body: text, mediaTypes: ["image/jpeg", "application/pdf"] }),
  },
  {
    id: "spaces",
    title: "A text with spaces and line breaks around it",
    message: ({ text }) => ({ body: `  \t${text}\r\n\r\n ` }),
  },
  {
    id: "stop",
    title: "A client texts STOP; Twilio has blocked the number",
    message: () => ({ body: "STOP", optOutType: "STOP" }),
  },
  {
    id: "stop-plain",
    title: "A client texts Stop to a number without Advanced Opt-Out",
    message: () => ({ body: " Stop " }),
  },
  {
    id: "alto",
    title: "A client texts ALTO, which Twilio does not know",
    message: () => ({ body: "ALTO" }),
  },
  {
    id: "alto-known",
    title: "A client texts ALTO; the service has Spanish keywords",
    message: () => ({ body: "ALTO", optOutType: "STOP" }),
  },
  {
    id: "start",
    title: "A client texts START and may be written to again",
    message: () => ({ body: "START", optOutType: "START" }),
  },
  {
    id: "help",
    title: "A client texts HELP, which is no opt-out",
    message: () => ({ body: "HELP", optOutType: "HELP" }),
  },
];

/** Messages that clients send to the firm. */
export const inboundMessageScenes: readonly Scene[] = TELLINGS.map(({ id, title, message }) => ({
  id,
  title,
  play: (input: SceneInput) => [
    planTwilioForm({
      label: title,
      afterMs: 0,
      parameters: inboundMessageParameters(input, { ...PLAIN, ...message(input) }),
    }),
  ],
}));
