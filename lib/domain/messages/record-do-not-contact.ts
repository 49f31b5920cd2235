import "server-only";
import { and, eq } from "drizzle-orm";
import { type OPTOUT_CHANNELS, optoutEvents } from "@/db/schema/optout-events";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { matchCaller } from "@/lib/domain/calls/match-caller";
import { lockContactNumber } from "@/lib/domain/contact-gate/lock-person";
import { isEcho } from "@/lib/domain/opt-outs/is-echo";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { storableText } from "./storable-text";

export type DoNotContactInput = {
  eventId: string | null;
  provider: string;
  e164: string;
  channel: (typeof OPTOUT_CHANNELS)[number];
  isBlocked: boolean;
  /** `crm` unless a carrier, or a system that speaks for the firm, says it. */
  source?: "crm" | "carrier" | "api";
  /** By the provider's clock. */
  occurredAt: Date;
  /** What the other system says of the reason, if anything. */
  words: string | null;
};

type Mark = DoNotContactInput & Required<Pick<DoNotContactInput, "source">>;

const MAX_WORDS = 2_000;

/**
 * Follows another system's do-not-contact mark. Setting it blocks the number, once for each time that it was set; taking it
 * off blocks nothing and allows nothing, since nobody can tell from a mark whether the person wished it (CMP-03), and is
 * only noted. A mark that the firm itself had set there (see pushOptOutJob) comes back as an echo, and is only noted as well.
 * Call it for changes of the mark, not for every record that carries it.
 * @throws AppError `invalid_input` for what is no number
 */
export async function recordDoNotContact(
  tx: TenantTx,
  input: DoNotContactInput,
): Promise<{ outcome: "recorded" | "repeated" | "not_heard" }> {
  const phone = normalizePhone(input.e164);
  if (!phone.ok) throw new AppError("invalid_input", "A do-not-contact mark needs a number");
  await lockContactNumber(tx, phone.e164);
  const told = {
    ...input,
    source: input.source ?? "crm",
    e164: phone.e164,
    occurredAt: earlierOf(input.occurredAt, new Date()),
  };
  if (!input.isBlocked) {
    await noteOnMark(tx, told, { action: "opt_out.removal_not_heard", status: "skipped", detail: {} });
    return { outcome: "not_heard" };
  }
  if (await isRecorded(tx, told)) return { outcome: "repeated" };
  if (await isEcho(tx, told)) {
    await noteOnMark(tx, told, { action: "opt_out.echo", status: "skipped", detail: {} });
    return { outcome: "repeated" };
  }
  const words = storableText(input.words ?? "").slice(0, MAX_WORDS);
  const { state, cancelledCalls } = await recordOptOut(tx, {
    e164: told.e164,
    channel: told.channel,
    kind: "stop",
    source: told.source,
    occurredAt: told.occurredAt,
    words,
    toldBy: told.provider,
  });
  await noteOnMark(tx, told, { action: "opt_out.recorded", status: "done", detail: { state, cancelledCalls } });
  return { outcome: "recorded" };
}

async function isRecorded(tx: TenantTx, told: Mark): Promise<boolean> {
  const [row] = await tx
    .select({ id: optoutEvents.id })
    .from(optoutEvents)
    .where(
      and(
        eq(optoutEvents.e164, told.e164),
        eq(optoutEvents.occurredAt, told.occurredAt),
        eq(optoutEvents.channel, told.channel),
        eq(optoutEvents.kind, "stop"),
        eq(optoutEvents.source, told.source),
      ),
    )
    .limit(1);
  return row !== undefined;
}

type MarkNote = { action: string; status: "done" | "skipped"; detail: Record<string, string | number> };

async function noteOnMark(tx: TenantTx, told: Mark, note: MarkNote): Promise<void> {
  const person = await matchCaller(tx, told.e164);
  await recordAutomation(tx, {
    trigger: "webhook.received",
    subjectType: "contact",
    subjectId: "contact" in person ? person.contact.id : null,
    eventId: told.eventId,
    ...note,
    detail: { provider: told.provider, channel: told.channel, ...note.detail },
  });
}

function earlierOf(one: Date, other: Date): Date {
  return one < other ? one : other;
}
