import type { Scene, SceneInput } from "@/simulators/senders/sender";
import { planTwilioJson } from "./plan-twilio-delivery";
import { ACCOUNT_SID, newTwilioSid, twilioSidIn } from "./twilio-sid";

/** Event Streams: a JSON array of CloudEvents, here of one, signed through `bodySHA256`. */
export const jsonEventScenes: readonly Scene[] = [
  {
    id: "json-delivered",
    title: "Event Streams tells of a delivered message as JSON (text: the message's SID, or nothing)",
    play: (input) => [
      planTwilioJson({
        label: "JSON: message delivered",
        afterMs: 0,
        content: [
          writeEvent(input, {
            type: "com.twilio.messaging.message.delivered",
            schema: "Messaging.MessageStatus/8",
            data: { messageStatus: "DELIVERED", numberOfSegments: 1 },
          }),
        ],
      }),
    ],
  },
  {
    id: "json-unknown",
    title: "Event Streams tells of something that nobody has heard of",
    play: (input) => [
      planTwilioJson({
        label: "JSON: unknown event",
        afterMs: 0,
        content: [
          writeEvent(input, {
            type: "com.twilio.pigeons.pigeon.landed",
            schema: "Pigeons.PigeonLanded/1",
            data: { loft: "San Juan" },
          }),
        ],
      }),
    ],
  },
];

type Content = { type: string; schema: string; data: Record<string, unknown> };

function writeEvent(input: SceneInput, { type, schema, data }: Content): Record<string, unknown> {
  const messageSid = twilioSidIn(input.text, "SM");
  const now = new Date().toISOString();
  return {
    specversion: "1.0",
    type,
    source: `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages/${messageSid}.json`,
    id: newTwilioSid("EZ"),
    dataschema: `https://events-schemas.twilio.com/${schema}`,
    datacontenttype: "application/json",
    time: now,
    data: {
      messageSid,
      timestamp: now,
      accountSid: ACCOUNT_SID,
      eventName: type,
      apiVersion: "2010-04-01",
      from: input.to,
      to: input.from,
      ...data,
    },
  };
}
