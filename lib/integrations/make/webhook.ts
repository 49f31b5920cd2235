import "server-only";
import { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { formConsent } from "@/lib/domain/consents/form-consent.schema";
import { createLeadFromSource } from "@/lib/domain/leads/create-lead-from-source";
import { recordDoNotContact } from "@/lib/domain/messages/record-do-not-contact";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { decodePlatformEvent, identifyPlatformEvent, type PlatformEvent } from "@/lib/webhooks/platform-event";
import { defineProvider, type ProcessContext } from "@/lib/webhooks/provider";

const NAME = "make";
const HANDLED = new Set(["lead.created", "message.received", "contact.optout"]);

const optionalText = (length: number) =>
  z
    .string()
    .trim()
    .max(length)
    .nullish()
    .transform((text) => text || null);

/** What a scenario has gathered; every field but the id may be null. `externalId` is the source's id. */
const facts = z.object({
  externalId: z.string().min(1).max(200),
  firstName: optionalText(80),
  lastName: optionalText(80),
  phone: optionalText(64),
  email: optionalText(254),
  language: z.enum(["en", "es"]).nullish(),
  text: optionalText(20_000),
  occurredAt: z.iso.datetime({ offset: true }).nullish(),
  /** Of a form: what the person agreed to. One that cannot be read is left out, and never guessed. */
  consent: formConsent.nullish().catch(null),
});

/** A scenario in Make that posts to us: leads, messages and opt-outs of systems that have no adapter of their own. */
export const make = defineProvider<typeof NAME, PlatformEvent>({
  name: NAME,
  maxBytes: 1_048_576,
  contentTypes: ["application/json"],
  modes: ["standard-webhooks", "make-apikey"],
  decode: decodePlatformEvent,
  describe: (event, context) => ({
    type: event.type,
    identity: identifyPlatformEvent(event, context),
    isHandled: HANDLED.has(event.type),
  }),
  bind: () => ({ kind: "bound", callId: null }),
  redact: (json) => json,
  handle: async (tx, event, context) => {
    const given = facts.safeParse(event.data);
    if (!given.success) return noteUnreadable(tx, event, context);
    await take(tx, event.type, given.data, context);
  },
});

async function take(tx: TenantTx, type: string, given: z.output<typeof facts>, context: ProcessContext): Promise<void> {
  const { eventId, receivedAt } = context;
  const at = given.occurredAt ? new Date(given.occurredAt) : receivedAt;
  const phone = given.phone === null ? null : normalizePhone(given.phone);
  if (type === "lead.created") {
    const { externalId, firstName, lastName, email, language, text, consent } = given;
    const person = { firstName, lastName, email, language: language ?? "en", summary: text, consent } as const;
    const number = phone?.ok ? phone.e164 : null;
    await createLeadFromSource(tx, { ...person, source: NAME, externalId, phone: number, receivedAt: at, eventId });
    return;
  }
  if (!phone?.ok) return noteUnreadable(tx, { type }, context);
  if (type === "contact.optout") {
    const mark = { channel: "all", isBlocked: true, source: "api", occurredAt: at, words: given.text } as const;
    await recordDoNotContact(tx, { eventId, provider: NAME, e164: phone.e164, ...mark });
    return;
  }
  await recordMessage(tx, {
    eventId,
    provider: NAME,
    account: "",
    providerMessageId: given.externalId,
    channel: "sms",
    direction: "inbound",
    client: { kind: "phone", e164: phone.e164 },
    line: null,
    senderName: [given.firstName, given.lastName].filter(Boolean).join(" ") || null,
    body: given.text ?? "",
    media: [],
    state: "received",
    sentAt: at,
    receivedAt,
  });
}

async function noteUnreadable(tx: TenantTx, event: { type: string }, { eventId }: ProcessContext): Promise<void> {
  await recordAutomation(tx, {
    trigger: "webhook.received",
    action: "event.unreadable",
    status: "skipped",
    subjectType: "lead",
    subjectId: null,
    eventId,
    detail: { provider: NAME, eventType: event.type },
  });
}
