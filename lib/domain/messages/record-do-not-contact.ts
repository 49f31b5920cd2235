import "server-only";
import type { OPTOUT_CHANNELS } from "@/db/schema/optout-events";
import type { TenantTx } from "@/db/tenant";

export type DoNotContactInput = {
  eventId: string | null;
  provider: string;
  e164: string;
  channel: (typeof OPTOUT_CHANNELS)[number];
  isBlocked: boolean;
  /** By the provider's clock. */
  occurredAt: Date;
  /** What the other system says of the reason, if anything. */
  words: string | null;
};

/** Follows another system's do-not-contact mark. */
export async function recordDoNotContact(
  _tx: TenantTx,
  _input: DoNotContactInput,
): Promise<{ outcome: "recorded" | "repeated" | "not_heard" }> {
  throw new Error("do-not-contact marks are not recorded yet");
}
