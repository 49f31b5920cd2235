import { z } from "zod";
import { optionalPersonText, personText } from "@/lib/core/text.schema";
import { caseStage, PRACTICE_AREAS } from "@/lib/domain/cases/cases.schema";
import { TEMPLATE_BODY_MAX } from "@/lib/domain/templates/templates.schema";

export const AUDIENCE_PEOPLE = ["clients", "leads", "all"] as const;
export const BROADCAST_STATE_CODES = ["draft", "scheduled", "sending", "stopped", "done"] as const;
export const BROADCAST_PURPOSES = ["informational", "marketing"] as const;
const MOST_PER_MINUTE = 600;

export const broadcastAudience = z.object({
  people: z.enum(AUDIENCE_PEOPLE),
  caseStages: z.array(caseStage).max(20).optional(),
  practiceAreas: z.array(z.enum(PRACTICE_AREAS)).max(40).optional(),
  language: z.enum(["en", "es"]).optional(),
  conversationTags: z.array(personText(40)).max(20).optional(),
});

export const saveBroadcastInput = z.object({
  broadcastId: z.uuid().nullish(),
  name: personText(120),
  lineId: z.uuid({ error: "required" }),
  purpose: z.enum(BROADCAST_PURPOSES),
  bodyEn: personText(TEMPLATE_BODY_MAX),
  bodyEs: optionalPersonText(TEMPLATE_BODY_MAX),
  audience: broadcastAudience,
  perMinute: z.coerce.number().int().min(1, { error: "range" }).max(MOST_PER_MINUTE, { error: "range" }),
});

export const broadcastIdInput = z.object({ broadcastId: z.uuid() });

export const exportRecipientsInput = broadcastIdInput.extend({ locale: z.enum(["en", "es"]) });

export const startBroadcastInput = z.object({
  broadcastId: z.uuid(),
  /** The draft as the person saw it: one that was changed meanwhile is not started. */
  updatedAt: z.coerce.date(),
  /** On the contact clock; null: now. */
  scheduledFor: z.coerce.date().nullable(),
});

export const RECIPIENT_OUTCOMES = [
  "waiting",
  "sent",
  "delivered",
  "failed",
  "unknown",
  "excluded",
  "cancelled",
] as const;
export type RecipientOutcome = (typeof RECIPIENT_OUTCOMES)[number];
