import "server-only";
import { z } from "zod";
import { lenientId, lenientNumber, lenientText, lenientWords } from "@/lib/webhooks/lenient-fields";

/**
 * A form of Twilio's (providers-voice B.2, B.4), every value a text; a parameter that is repeated is a list and read as if it
 * were not there. Twilio adds parameters without notice.
 */
export const twilioForm = z.looseObject({
  AccountSid: lenientText(64),
  EventType: lenientText(120),
  TestId: lenientText(100),
  MessageSid: lenientText(64),
  SmsSid: lenientText(64),
  MessageStatus: lenientText(40),
  SmsStatus: lenientText(40),
  From: lenientText(200),
  To: lenientText(200),
  Body: lenientWords,
  NumMedia: lenientNumber,
  OptOutType: lenientText(20),
  ProfileName: lenientText(200),
  Latitude: lenientNumber,
  Longitude: lenientNumber,
  Label: lenientText(500),
  ErrorCode: lenientText(20),
  ErrorMessage: lenientText(500),
  /** Ours, from the address of the status callback (see webhook-reference). */
  DocketlineReference: lenientText(64),
  CallSid: lenientText(64),
  CallStatus: lenientText(40),
  CallDuration: lenientNumber,
  SequenceNumber: lenientText(20),
  Direction: lenientText(40),
  AnsweredBy: lenientText(40),
});
export type TwilioForm = z.output<typeof twilioForm>;

/** A CloudEvent of Event Streams; `data` by its type, of which messages are read. */
export const twilioCloudEvent = z.object({
  specversion: z.string(),
  type: z.string().min(1).max(120),
  id: lenientText(100),
  time: lenientText(40),
  data: z
    .object({
      messageSid: lenientText(64),
      messageStatus: lenientText(40),
      timestamp: lenientText(40),
      from: lenientText(200),
      to: lenientText(200),
      body: lenientWords,
      numMedia: lenientNumber,
      errorCode: lenientId,
      errorMessage: lenientText(500),
    })
    .optional()
    .catch(undefined),
});
export type TwilioCloudEvent = z.output<typeof twilioCloudEvent>;
