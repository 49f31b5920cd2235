import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { broadcastRecipients } from "@/db/schema/broadcast-recipients";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { lookAs, type TenantTx } from "@/db/tenant";
import { deriveUuid } from "@/lib/core/derive-uuid";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";
import { MAX_BODY_LENGTH } from "@/lib/domain/sends/count-segments";
import { reserveSend } from "@/lib/domain/sends/reserve-send";
import { loadTemplateValues } from "@/lib/domain/templates/load-template-values";
import { fillTemplate } from "@/lib/domain/templates/template-variables";
import { walledFrom } from "./audience-query";
import { exclusionOf } from "./exclusion-of";
import { type Broadcast, findBroadcast } from "./find-broadcast";
import { gatePurposeOf } from "./gate-purpose-of";
import { isBroadcastStopped } from "./is-broadcast-stopped";

type Recipient = typeof broadcastRecipients.$inferSelect;

/** `settled`: somebody else has dealt with this person. */
export type RecipientResult = "accepted" | "waits" | "excluded" | "settled" | "stopped";

/**
 * Writes to one person of a broadcast, if the gate lets it: intent, credits and the person's row in one transaction, so that
 * whoever repeats it after a crash finds it done or does it whole.
 */
export async function sendToRecipient(
  tx: TenantTx,
  { recipientId, now }: { recipientId: string; now: Date },
): Promise<RecipientResult> {
  const [known] = await tx.select().from(broadcastRecipients).where(eq(broadcastRecipients.id, recipientId));
  if (known?.e164 == null) return "settled";
  await lockPerson(tx, { address: known.e164, contactId: known.contactId });
  if (await isBroadcastStopped(tx, known.broadcastId)) return "stopped";
  const [recipient] = await tx
    .select()
    .from(broadcastRecipients)
    .where(eq(broadcastRecipients.id, recipientId))
    .for("update");
  const broadcast = await findBroadcast(tx, known.broadcastId);
  if (recipient?.state !== "waiting" || broadcast === null) return "settled";
  const prepared = await prepareText(tx, { recipient, broadcast });
  if (prepared.kind === "excluded") return settle(tx, { recipient, now, reason: prepared.reason });
  const sent = await reserveSend(tx, {
    to: { contactId: recipient.contactId, e164: known.e164 },
    channel: broadcast.line.channel,
    lineId: broadcast.line.id,
    body: prepared.body,
    origin: "broadcast",
    purpose: gatePurposeOf(broadcast.purpose),
    idempotencyKey: keyOf(recipient),
    userId: broadcast.createdByUserId,
    scheduledFor: null,
    broadcastId: broadcast.id,
    now,
  });
  if (sent.kind === "accepted") {
    await keep(tx, recipient, { state: "accepted", messageId: sent.messageId, updatedAt: now });
    return "accepted";
  }
  if (sent.kind === "no_line") return settle(tx, { recipient, now, reason: "no_line" });
  const standing = exclusionOf(sent.decision, broadcast.scheduledFor ?? sent.decision.evaluatedAt);
  if (standing.kind === "excluded") return settle(tx, { recipient, now, reason: standing.reason });
  if (standing.kind === "sent") throw new Error("the gate blocked what it allows");
  await keep(tx, recipient, { dueAt: standing.until, reason: standing.reason, updatedAt: now });
  return "waits";
}

/** One message for each person: another only in the place of one that a stop took back before anybody had it. */
function keyOf({ broadcastId, id, messageId }: Recipient): string {
  return deriveUuid(["broadcast", broadcastId, id, ...(messageId === null ? [] : [messageId])].join(":"));
}

type Prepared = { kind: "text"; body: string } | { kind: "excluded"; reason: string };

/** Asked of the records as they are now, with the eyes of the person who started it: a case that was restricted since then is not told of. */
async function prepareText(
  tx: TenantTx,
  { recipient, broadcast }: { recipient: Recipient; broadcast: Broadcast },
): Promise<Prepared> {
  const userId = broadcast.createdByUserId ?? "";
  const [person] = await tx
    .select({ isWalled: sql<boolean>`${contacts.id} in (${walledFrom(tx, userId)})` })
    .from(contacts)
    .innerJoin(
      contactPhones,
      and(eq(contactPhones.tenantId, contacts.tenantId), eq(contactPhones.contactId, contacts.id)),
    )
    .where(
      and(
        eq(contacts.id, recipient.contactId),
        isNull(contacts.archivedAt),
        eq(contactPhones.e164, recipient.e164 ?? ""),
      ),
    );
  if (!person) return { kind: "excluded", reason: "no_number" };
  if (person.isWalled) return { kind: "excluded", reason: "wall" };
  await lookAs(tx, { type: "user", userId });
  const { values } = await loadTemplateValues(tx, { contactId: recipient.contactId, userId });
  await lookAs(tx, tx.actor);
  const filled = fillTemplate(bodyFor(broadcast, recipient.language), values);
  if (filled.kind === "missing") return { kind: "excluded", reason: "missing_value" };
  if (filled.body.length > MAX_BODY_LENGTH) return { kind: "excluded", reason: "too_long" };
  return { kind: "text", body: filled.body };
}

/** The text in the person's language, where the broadcast has it. */
export function bodyFor(broadcast: Pick<Broadcast, "bodyEn" | "bodyEs">, language: "en" | "es"): string {
  return language === "es" && broadcast.bodyEs !== null ? broadcast.bodyEs : broadcast.bodyEn;
}

async function settle(
  tx: TenantTx,
  { recipient, reason, now }: { recipient: Recipient; reason: string; now: Date },
): Promise<RecipientResult> {
  await keep(tx, recipient, { state: "excluded", reason, updatedAt: now });
  return "excluded";
}

async function keep(tx: TenantTx, recipient: Recipient, values: Partial<Recipient>): Promise<void> {
  await tx.update(broadcastRecipients).set(values).where(eq(broadcastRecipients.id, recipient.id));
}
