import "server-only";
import { and, eq, inArray, isNull, lte, ne, or, sql } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { consents } from "@/db/schema/consents";
import { contactPhones } from "@/db/schema/contact-phones";
import { conversations } from "@/db/schema/conversations";
import { type TenantTx, withMachineEyes } from "@/db/tenant";
import type { OptOutChannel, OptOutScope } from "./opt-out-input";

/** Under which consents a channel's contact runs; a consent to be recorded is no consent to be contacted. */
const CONSENT_CHANNELS = {
  all: ["voice_ai", "voice_human", "sms", "whatsapp", "email"],
  voice: ["voice_ai", "voice_human"],
  sms: ["sms"],
  whatsapp: ["whatsapp"],
  email: ["email"],
} as const satisfies Record<OptOutChannel, readonly (typeof consents.$inferSelect)["channel"][]>;

/** Rows of one kind: those that whoever records the wish may see, and those that a wall hides from them. */
export type Held = { seen: string[]; hidden: string[] };

export type Holdings = { calls: Held; consentIds: string[]; conversations: Held };

/**
 * Locks the rows that a wish changes, before the first audited write and in the order in which dials and sends take theirs:
 * the calls that wait for the number, the consents that a stop ends, the person's conversations. A wish holds firm-wide, so
 * that what stands behind a wall is held as well. The caller holds the person's place.
 */
export async function lockWhatWaits(tx: TenantTx, wish: WaitedFor): Promise<Holdings> {
  const { callIds, consentIds, conversationIds } = await withMachineEyes(tx, "record-opt-out", () => lock(tx, wish));
  const everything = {
    calls: { seen: callIds, hidden: [] },
    consentIds,
    conversations: { seen: conversationIds, hidden: [] },
  };
  // No wall stands before the firm's machinery.
  if (tx.actor.type !== "user") return everything;
  const calls = await tx.select({ id: callLogs.id }).from(callLogs).where(inArray(callLogs.id, callIds));
  const threads = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(inArray(conversations.id, conversationIds));
  return { calls: held(callIds, calls), consentIds, conversations: held(conversationIds, threads) };
}

type WaitedFor = { e164: string; channel: OptOutChannel; scope: OptOutScope; kind: "stop" | "start"; occurredAt: Date };

async function lock(
  tx: TenantTx,
  wish: WaitedFor,
): Promise<{ callIds: string[]; consentIds: string[]; conversationIds: string[] }> {
  const calls = await tx
    .select({ id: callLogs.id })
    .from(callLogs)
    .where(
      and(eq(callLogs.clientNumber, wish.e164), eq(callLogs.state, "scheduled"), eq(callLogs.dialState, "waiting")),
    )
    .orderBy(callLogs.id)
    .for("update");
  const ended = wish.kind === "stop" ? await lockConsents(tx, wish) : [];
  const theirs = tx
    .select({ contactId: contactPhones.contactId })
    .from(contactPhones)
    .where(eq(contactPhones.e164, wish.e164));
  // A conversation is held after the audit chain, everywhere (see lockConversation).
  await tx.execute(sql`select docketline.hold_chain()`);
  const threads = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      or(
        and(isNull(conversations.contactId), eq(conversations.clientAddress, wish.e164)),
        inArray(conversations.contactId, theirs),
      ),
    )
    .orderBy(conversations.id)
    .for("update");
  return { callIds: idsOf(calls), consentIds: idsOf(ended), conversationIds: idsOf(threads) };
}

/** A consent that was given after the stop is not ended by it, in whatever order the two become known. */
async function lockConsents(
  tx: TenantTx,
  wish: { e164: string; channel: OptOutChannel; scope: OptOutScope; occurredAt: Date },
): Promise<{ id: string }[]> {
  return tx
    .select({ id: consents.id })
    .from(consents)
    .where(
      and(
        eq(consents.e164, wish.e164),
        inArray(consents.channel, CONSENT_CHANNELS[wish.channel]),
        wish.scope === "marketing" ? eq(consents.purpose, "marketing") : ne(consents.channel, "recording"),
        isNull(consents.revokedAt),
        lte(consents.capturedAt, wish.occurredAt),
      ),
    )
    .orderBy(consents.id)
    .for("update");
}

function held(ids: string[], rows: readonly { id: string }[]): Held {
  const visible = new Set(idsOf(rows));
  return { seen: ids.filter((id) => visible.has(id)), hidden: ids.filter((id) => !visible.has(id)) };
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
