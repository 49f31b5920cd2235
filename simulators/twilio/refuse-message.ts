import { fateOf } from "../senders/simulated-fate";
import { twilioError } from "./twilio-answers";

export type OrderedMessage = { to: string; from: string | null; messagingServiceSid: string | null; body: string };

const MAX_BODY = 1_600;
const ADDRESS = /^(whatsapp:)?\+[1-9]\d{6,14}$/;

type Refusal = readonly [code: number, message: string];

const INVALID: Refusal = [21211, "Invalid 'To' Phone Number"];
const REGION: Refusal = [21408, "Permission to send an SMS has not been enabled for the region of the 'To' number"];
const OPTED_OUT: Refusal = [21610, "Attempt to send to unsubscribed recipient"];
const NOT_MOBILE: Refusal = [21614, "'To' number is not a valid mobile number"];

const REFUSED = {
  invalid: INVALID,
  region: REGION,
  "opted-out": OPTED_OUT,
  "not-mobile": NOT_MOBILE,
  "do-not-disturb": OPTED_OUT,
} as const;

/** Twilio's own numbers for tests, which mean the same with live credentials here (twilio.com/docs/iam/test-credentials). */
const MAGIC_TO: Readonly<Record<string, Refusal>> = {
  "+15005550001": INVALID,
  "+15005550002": [21612, "Message cannot be sent with the current combination of 'To' and/or 'From' parameters"],
  "+15005550003": REGION,
  "+15005550004": OPTED_OUT,
  "+15005550009": NOT_MOBILE,
};
const MAGIC_FROM: Readonly<Record<string, Refusal>> = {
  "+15005550001": [21212, "Invalid From Number (caller ID)"],
  "+15005550007": [21606, "The From phone number is not a valid, message-capable Twilio phone number"],
  "+15005550008": [21611, "This 'From' number has exceeded the maximum number of queued messages"],
};

/** Why Twilio takes no such message; undefined when it does. */
export function refuseMessage({ to, from, messagingServiceSid, body }: OrderedMessage): Response | undefined {
  if (to === "") return refuse([21604, "A 'To' phone number is required."]);
  if (from === null && messagingServiceSid === null) return refuse([21603, "A 'From' phone number is required."]);
  if (body === "") return refuse([21602, "Message body is required."]);
  if (body.length > MAX_BODY) return refuse([21617, "The concatenated message body exceeds the 1600 character limit"]);
  if (!ADDRESS.test(to)) return refuse(INVALID);
  if (from !== null && !ADDRESS.test(from))
    return refuse([21212, `The 'From' number ${from} is not a valid phone number`]);
  if (from !== null && isWhatsApp(from) !== isWhatsApp(to)) {
    return refuse([63007, "Twilio could not find a Channel with the specified From address"]);
  }
  const magic = (from === null ? undefined : MAGIC_FROM[from]) ?? MAGIC_TO[to];
  if (magic !== undefined) return refuse(magic);
  const fate = fateOf(to.replace(/^whatsapp:/, ""));
  return fate.kind === "refused" ? refuse(REFUSED[fate.why]) : undefined;
}

function isWhatsApp(address: string): boolean {
  return address.startsWith("whatsapp:");
}

function refuse([code, message]: Refusal): Response {
  return twilioError(400, code, message);
}
