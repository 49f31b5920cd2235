import "server-only";
import { z } from "zod";
import { lenientFlag, lenientId, lenientNumber, lenientText, lenientWords } from "@/lib/webhooks/lenient-fields";

const part = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined);
const instant = lenientText(40);

const dndChannel = z.object({ status: lenientText(40), message: lenientText(500) });

/**
 * A marketplace event, flat but for appointments (providers-crm A.7), a conversation provider's message, or the document that
 * a workflow posts (A.8). `from` and `to` stand in newer message events only.
 */
export const ghlBody = z.object({
  type: lenientText(120),
  locationId: lenientId,
  companyId: lenientId,
  companyName: lenientText(200),
  appId: lenientId,
  webhookId: lenientId,
  timestamp: instant,
  id: lenientId,
  messageId: lenientId,
  messageType: lenientText(60),
  messageTypeString: lenientText(60),
  direction: lenientText(20),
  body: lenientWords,
  message: lenientWords,
  attachments: part(z.array(z.unknown())),
  status: lenientText(40),
  /** Of a message that failed, as the status interface has it (A.4); not documented for webhooks, and read where it comes. */
  error: part(
    z.union([
      z.object({ code: lenientId, message: lenientText(500) }),
      z
        .string()
        .max(500)
        .transform((message) => ({ code: undefined, message })),
    ]),
  ),
  callStatus: lenientText(40),
  callDuration: lenientNumber,
  dateAdded: instant,
  dateUpdated: instant,
  from: lenientText(64),
  to: lenientText(64),
  phone: lenientText(64),
  contactId: lenientId,
  name: lenientText(200),
  firstName: lenientText(100),
  lastName: lenientText(100),
  dnd: lenientFlag,
  dndSettings: part(z.record(z.string(), part(dndChannel))),
  pipelineId: lenientId,
  pipelineStageId: lenientId,
  appointment: part(
    z.object({
      id: lenientId,
      locationId: lenientId,
      calendarId: lenientId,
      contactId: lenientId,
      appointmentStatus: lenientText(40),
    }),
  ),
  contact_id: lenientId,
  full_name: lenientText(200),
  location: part(z.object({ id: lenientId })),
  workflow: part(z.object({ id: lenientId })),
});
export type GhlBody = z.output<typeof ghlBody>;
