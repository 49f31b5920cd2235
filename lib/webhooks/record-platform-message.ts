import "server-only";
import { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { lockMessages } from "@/lib/domain/messages/lock-messages";
import { recordDoNotContact } from "@/lib/domain/messages/record-do-not-contact";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { recordMessageState } from "@/lib/domain/messages/record-message-state";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { joinByReference } from "@/lib/domain/sends/join-by-reference";
import type { PlatformEvent } from "./platform-event";
import type { ProcessContext } from "./provider";

export const PLATFORM_MESSAGE_TYPES: ReadonlySet<string> = new Set([
  "message.received",
  "message.sent",
  "message.delivered",
  "message.failed",
  "message.opted_out",
]);

const MAX_MEDIA = 10;

/** `url` is https; the file is fetched when the firm's admin allows its host. */
const file = z.object({
  url: z.string().min(1).max(2_048),
  contentType: z.string().max(120).nullish().catch(null),
  fileName: z.string().max(200).nullish().catch(null),
});

/**
 * A text as the contract has it: `from` and `to` E.164, `sentAt` ISO 8601. `message.received` and `message.opted_out` come
 * from the person, every other type is about a text of the firm; `reference` is the one that the order for it bore (see
 * postOrder), so that a text whose answer was lost is known again. `media` are its pictures and documents; what of them
 * cannot be read is left out, so that the words are not lost.
 */
const text = z.object({
  messageId: z.string().min(1).max(256),
  from: z.string().max(64),
  to: z.string().max(64),
  text: z.string().max(20_000).default(""),
  sentAt: z.iso.datetime({ offset: true }),
  media: z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((list) => (list ?? []).flatMap((each) => file.safeParse(each).data ?? []).slice(0, MAX_MEDIA)),
  reference: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullish()
    .catch(null),
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
  const { messageId, from, to, text: body, errorCode, errorMessage, media } = parsed.data;
  const ours = normalizePhone(isFromPerson ? to : from);
  const line = ours.ok ? ours.e164 : isFromPerson ? to : from;
  const at = new Date(parsed.data.sentAt);
  const key = { eventId, provider, account: "", providerMessageId: messageId };
  const client = { kind: "phone", e164: person.e164 } as const;
  if (event.type === "message.opted_out") {
    const mark = { channel: "sms", isBlocked: true, occurredAt: at, words: body || null } as const;
    await recordDoNotContact(tx, { eventId, provider, e164: person.e164, ...mark });
    return;
  }
  const about = { ...key, client, line, channel: "sms" } as const;
  const files = {
    media: media.map(({ contentType = null, fileName = null }) => ({ contentType, fileName })),
    mediaUrls: media.map(({ url }) => url),
  };
  const failure = { failureCode: errorCode ?? null, failureReason: errorMessage ?? null };
  if (event.type === "message.received") {
    const message = { direction: "inbound", senderName: null, body, state: "received" } as const;
    await recordMessage(tx, { ...about, ...files, ...message, sentAt: at, receivedAt });
    return;
  }
  const state = STATES[event.type as keyof typeof STATES];
  await lockMessages(tx, [about]);
  const { reference } = parsed.data;
  const parked = reference ? await joinByReference(tx, { key, reference, e164: person.e164 }) : null;
  if (parked !== null) await recordMessageState(tx, { ...about, ...parked, at });
  // The event brings the firm's text along, so that a text which was written at the platform is kept as well.
  await recordMessage(tx, {
    ...about,
    ...failure,
    ...files,
    direction: "outbound",
    senderName: null,
    body,
    state: "sent",
    sentAt: at,
    receivedAt,
  });
  await recordMessageState(tx, { ...about, ...failure, state, at });
}
