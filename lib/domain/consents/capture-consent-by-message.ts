import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { consents } from "@/db/schema/consents";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";
import type { MessageChannel } from "@/lib/domain/messages/message-input";
import { findEndingStop } from "./find-ending-stop";
import { hashWording } from "./hash-wording";

export type ConsentByMessage = {
  contactId: string;
  e164: string;
  channel: MessageChannel;
  /** `implied`: the person wrote first. `express`: they asked in words to be written to. */
  level: "implied" | "express";
  /** Their words, where these are the consent. */
  words: string | null;
  language: "en" | "es";
  messageId: string;
  at: Date;
};

const WROTE_FIRST = {
  en: "The person wrote to the firm on this channel.",
  es: "La persona escribió al bufete por este canal.",
} as const;
const WORDING_VERSION = "inbound-1";

/**
 * Notes that a contact agreed by writing: once for each contact, number, channel and level while it is in force. After a stop
 * there is a new one only when the person has asked to be written to again. It covers information, never marketing. Gives
 * whether one was added; the caller holds the number's lock.
 */
export async function captureConsentByMessage(tx: TenantTx, given: ConsentByMessage): Promise<boolean> {
  const { contactId, e164, channel, level, language, messageId, at } = given;
  if ((await isInForce(tx, given)) || (await isStopped(tx, given))) return false;
  if ((await findEndingStop(tx, { e164, channel, purpose: "informational", capturedAt: at })) !== null) return false;
  const wording = given.words ?? WROTE_FIRST[language];
  await tx.insert(consents).values({
    contactId,
    e164,
    channel,
    purpose: "informational",
    level,
    captureMethod: channel === "whatsapp" ? "inbound_whatsapp" : "inbound_sms",
    wording,
    wordingVersion: WORDING_VERSION,
    wordingSha256: hashWording(wording),
    language,
    capturedAt: at,
    sourceMessageId: messageId,
  });
  return true;
}

async function isInForce(tx: TenantTx, { contactId, e164, channel, level }: ConsentByMessage): Promise<boolean> {
  const [row] = await tx
    .select({ id: consents.id })
    .from(consents)
    .where(
      and(
        eq(consents.contactId, contactId),
        eq(consents.e164, e164),
        eq(consents.channel, channel),
        eq(consents.level, level),
        isNull(consents.revokedAt),
      ),
    )
    .limit(1);
  return row !== undefined;
}

async function isStopped(tx: TenantTx, { e164, channel }: ConsentByMessage): Promise<boolean> {
  const [row] = await tx
    .select({ id: optoutRegistry.id })
    .from(optoutRegistry)
    .where(
      and(
        eq(optoutRegistry.e164, e164),
        inArray(optoutRegistry.channel, [channel, "all"]),
        eq(optoutRegistry.scope, "all"),
        eq(optoutRegistry.state, "opted_out"),
      ),
    )
    .limit(1);
  return row !== undefined;
}
