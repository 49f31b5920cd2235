import type { TwilioMessage } from "./twilio-memory";

/** An error as Twilio's REST interface writes it (providers-voice B.3). */
export function twilioError(status: number, code: number, message: string): Response {
  const body = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  return Response.json(body, { status });
}

/** A message as Twilio's REST interface writes it: times in RFC 2822, counts as text. */
export function writeMessage(message: TwilioMessage): Record<string, unknown> {
  const { sid, accountSid, status } = message;
  return {
    sid,
    account_sid: accountSid,
    messaging_service_sid: message.messagingServiceSid,
    to: message.to,
    from: message.from,
    body: message.body,
    status,
    direction: "outbound-api",
    num_segments: String(Math.max(1, Math.ceil(message.body.length / 153))),
    num_media: "0",
    error_code: message.error === null ? null : Number(message.error.code),
    error_message: message.error?.message ?? null,
    price: null,
    price_unit: "USD",
    api_version: "2010-04-01",
    date_created: writeTime(message.createdAt),
    date_updated: writeTime(new Date()),
    date_sent: message.sentAt === null ? null : writeTime(message.sentAt),
    uri: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json`,
  };
}

function writeTime(at: Date): string {
  return at.toUTCString().replace(/GMT$/, "+0000");
}
