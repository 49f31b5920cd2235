import "server-only";
import { and, asc, eq, gte, inArray } from "drizzle-orm";
import type { consents } from "@/db/schema/consents";
import { optoutEvents } from "@/db/schema/optout-events";
import type { TenantTx } from "@/db/tenant";
import type { OptOutChannel } from "@/lib/domain/opt-outs/opt-out-input";

type Consent = Pick<typeof consents.$inferSelect, "e164" | "channel" | "purpose" | "capturedAt">;

const STOPPED_BY = {
  voice_ai: ["voice", "all"],
  voice_human: ["voice", "all"],
  sms: ["sms", "all"],
  whatsapp: ["whatsapp", "all"],
  email: ["email", "all"],
  recording: [],
} as const satisfies Record<Consent["channel"], readonly OptOutChannel[]>;

/**
 * When a consent that becomes known only now had been ended already: the first stop of its channel after it was given. Null
 * when there is none. So the ledger is the same in whatever order a consent and a stop arrive.
 */
export async function findEndingStop(tx: TenantTx, consent: Consent): Promise<Date | null> {
  const channels = STOPPED_BY[consent.channel];
  if (channels.length === 0) return null;
  const [stop] = await tx
    .select({ at: optoutEvents.occurredAt })
    .from(optoutEvents)
    .where(
      and(
        eq(optoutEvents.e164, consent.e164),
        eq(optoutEvents.kind, "stop"),
        inArray(optoutEvents.channel, [...channels]),
        consent.purpose === "marketing" ? undefined : eq(optoutEvents.scope, "all"),
        gte(optoutEvents.occurredAt, consent.capturedAt),
      ),
    )
    .orderBy(asc(optoutEvents.occurredAt))
    .limit(1);
  return stop?.at ?? null;
}
