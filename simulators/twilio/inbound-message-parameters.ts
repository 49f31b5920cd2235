import type { SceneInput } from "@/simulators/senders/sender";
import type { TwilioParameters } from "./sign-twilio";
import { ACCOUNT_SID, newTwilioSid } from "./twilio-sid";

type Message = {
  channel: "sms" | "whatsapp";
  body: string;
  /** What Advanced Opt-Out made of the text; null where the number has no such service or the text is no keyword. */
  optOutType: "STOP" | "START" | "HELP" | null;
  mediaTypes: readonly string[];
};

const FIRST_SEGMENT = 160;
const LATER_SEGMENT = 153;

/** The parameters of an inbound message: providers-voice B.2; WhatsApp's own ones as Twilio's guide names them. */
export function inboundMessageParameters(input: SceneInput, message: Message): TwilioParameters {
  const sid = newTwilioSid(message.mediaTypes.length > 0 ? "MM" : "SM");
  const address = message.channel === "whatsapp" ? "whatsapp:" : "";
  return [
    ...(message.channel === "whatsapp" ? whatsAppParameters(input) : placeParameters()),
    ["SmsMessageSid", sid],
    ["NumMedia", String(message.mediaTypes.length)],
    ["SmsSid", sid],
    ["SmsStatus", "received"],
    ["Body", message.body],
    ["To", `${address}${input.to}`],
    ["NumSegments", String(countSegments(message.body))],
    ["MessageSid", sid],
    ["AccountSid", ACCOUNT_SID],
    ["From", `${address}${input.from}`],
    ["ApiVersion", "2010-04-01"],
    ...(message.optOutType === null ? [] : ([["OptOutType", message.optOutType]] as const)),
    ...message.mediaTypes.flatMap((type, index) => mediaParameters({ type, index, sid })),
  ];
}

function whatsAppParameters({ from, name }: SceneInput): TwilioParameters {
  const waId = from.replace(/\D/g, "");
  return [
    ["MessageType", "text"],
    ["ProfileName", name],
    ["WaId", waId],
    ["ChannelMetadata", JSON.stringify({ type: "whatsapp", data: { context: { ProfileName: name, WaId: waId } } })],
  ];
}

function placeParameters(): TwilioParameters {
  return [
    ["FromCity", "SAN JUAN"],
    ["FromState", "PR"],
    ["FromZip", "00901"],
    ["FromCountry", "US"],
    ["ToCity", ""],
    ["ToState", "PR"],
    ["ToZip", ""],
    ["ToCountry", "US"],
  ];
}

type Medium = { type: string; index: number; sid: string };

function mediaParameters({ type, index, sid }: Medium): TwilioParameters {
  const path = `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages/${sid}/Media/${newTwilioSid("ME")}`;
  return [
    [`MediaContentType${index}`, type],
    [`MediaUrl${index}`, `https://api.twilio.com${path}`],
  ];
}

function countSegments(body: string): number {
  return body.length <= FIRST_SEGMENT ? 1 : Math.ceil(body.length / LATER_SEGMENT);
}
