import "server-only";
import { z } from "zod";
import { lenientFlag, lenientId, lenientNumber, lenientText, lenientWords } from "@/lib/webhooks/lenient-fields";

const contact = z.object({
  id: lenientId,
  first_name: lenientText(100),
  last_name: lenientText(100),
  phone_number: lenientText(64),
  is_dnc: lenientFlag,
  is_opted_out: lenientFlag,
});

/**
 * The `body` of a communication, a transcription or a contact (providers-voice C.2). Any number may come as text; times are
 * UTC without saying so.
 */
export const alowareBody = contact.extend({
  /** 1 call, 2 text. The event's name is no proof of either. */
  type: lenientNumber,
  /** 1 inbound, 2 outbound. */
  direction: lenientNumber,
  body: lenientWords,
  /** Of a text with files; its form is not documented, and only how many there are is read. */
  attachments: z.array(z.unknown()).optional().catch(undefined),
  created_at: lenientText(40),
  updated_at: lenientText(40),
  lead_number: lenientText(64),
  incoming_number: lenientText(64),
  current_status2: lenientNumber,
  disposition_status2: lenientNumber,
  call_disposition: lenientText(200),
  talk_time: lenientNumber,
  has_recording: lenientFlag,
  contact: contact.optional().catch(undefined),
  communication: z.object({ id: lenientId }).optional().catch(undefined),
  transcription: z.object({ id: lenientId, transcription_id: lenientId }).optional().catch(undefined),
});
export type AlowareBody = z.output<typeof alowareBody>;
export type AlowareContact = z.output<typeof contact>;

/** `{event, body}`, or `{test_payload: true}` when a firm tries its webhook. */
export const alowareEnvelope = z.object({
  event: lenientText(120),
  body: alowareBody.optional().catch(undefined),
  test_payload: lenientFlag,
});
