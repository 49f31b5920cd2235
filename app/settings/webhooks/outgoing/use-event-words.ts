import { useTranslations } from "next-intl";
import type { OutgoingEventType } from "@/lib/domain/outgoing-webhooks/event-types.schema";

/** Keys of the texts: a dot would be a level of its own. */
const KEYS = {
  "lead.created": "lead_created",
  "contact.created": "contact_created",
  "contact.opted_out": "contact_opted_out",
  "case.created": "case_created",
  "case.detail_accepted": "case_detail_accepted",
  "call.scheduled": "call_scheduled",
  "call.ended": "call_ended",
  "message.received": "message_received",
  "message.failed": "message_failed",
  "credits.low": "credits_low",
} as const satisfies Record<OutgoingEventType, string>;

/** An event's name and what it is, in the reader's language. */
export function useEventWords(): (type: OutgoingEventType) => { name: string; what: string } {
  const t = useTranslations("outgoing-webhooks.events");
  return (type) => ({ name: t(`${KEYS[type]}.name`), what: t(`${KEYS[type]}.what`) });
}
