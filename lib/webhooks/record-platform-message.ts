import "server-only";
import { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { recordDoNotContact } from "@/lib/domain/messages/record-do-not-contact";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { recordMessageState } from "@/lib/domain/messages/record-message-state";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import type { PlatformEvent } from "./platform-event";
import type { ProcessContext } from "./provider";

export const PLATFORM_MESSAGE_TYPES: ReadonlySet<string> = new Set([
  "message.received",
  "message.sent",
  "message.delivered",
  "message.failed",
  "message.opted_out",
]);

/**
 * A text as the contract has it: `from` and `to` E.164, `sentAt` ISO 8601. `message.received` and `message.opted_out` come
 * from the person, every other type is about a text of the firm.
 */
const text = z.object({
  messageId: z.string().min(1).max(256),
  from: z.string().max(64),
  to: z.string().max(64),
  text: z.string().max(20_000).default(""),
  sentAt: z.iso.datetime({ offset: true }),
  errorCode: z.string().max(64).nullish(),
  errorMessage: z.string().max(500).nullish(),
});

const STATES = {
  "message.sent": "sent",
  "message.delivered": "delivered",
  "message.failed": "failed",
} as const;

/** Does what a texting or broadcast platform's message event says; what cannot be read is noted and left. */
export async function recordPlatformMessage(
  tx: TenantTx,
  provider: string,
  event: PlatformEvent,
  { eventId, receivedAt }: ProcessContext,
): Promise<void> {
  const parsed = text.safeParse(event.data);
  const isFromPerson = event.type === "message.received" || event.type === "message.opted_out";
  const person = parsed.success ? normalizePhone(isFromPerson ? parsed.data.from : parsed.data.to) : null;
  if (!parsed.success || !person?.ok) {
    const detail = { provider, eventType: event.type };
    const entry = { action: "message.unreadable", status: "skipped", subjectType: "message", subjectId: null } as const;
    await recordAutomation(tx, { trigger: "webhook.received", ...entry, eventId, detail });
    return;
  }
  const { messageId, from, to, text: body, errorCode, errorMessage } = parsed.data;
  const line = isFromPerson ? to : from;
  const at = new Date(parsed.data.sentAt);
  const key = { eventId, provider, account: "", providerMessageId: messageId };
  const client = { kind: "phone", e164: person.e164 } as const;
  if (event.type === "message.opted_out") {
    const mark = { channel: "sms", isBlocked: true, occurredAt: at, words: body || null } as const;
    await recordDoNotContact(tx, { eventId, provider, e164: person.e164, ...mark });
    return;
  }
  const about = { ...key, client, line, channel: "sms" } as const;
  const failure = { failureCode: errorCode ?? null, failureReason: errorMessage ?? null };
  if (event.type === "message.received") {
    const message = { direction: "inbound", senderName: null, body, media: [], state: "received" } as const;
    await recordMessage(tx, { ...about, ...message, media: [], sentAt: at, receivedAt });
    return;
  }
  const state = STATES[event.type as keyof typeof STATES];
  // The event brings the firm's text along, so that a text which was written at the platform is kept as well.
  await recordMessage(tx, {
    ...about,
    ...failure,
    direction: "outbound",
    senderName: null,
    body,
    media: [],
    state: "sent",
    sentAt: at,
    receivedAt,
  });
  await recordMessageState(tx, { ...about, ...failure, state, at });
}
