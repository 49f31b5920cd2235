import "server-only";
import type { OPTOUT_CHANNELS, OPTOUT_SOURCES, optoutEvents } from "@/db/schema/optout-events";
import type { OptOutProjection } from "@/lib/domain/compliance/merge-opt-out";

export type OptOutChannel = (typeof OPTOUT_CHANNELS)[number];
export type OptOutSource = (typeof OPTOUT_SOURCES)[number];
/** What the person asked to be spared. */
export type OptOutScope = (typeof optoutEvents.$inferSelect)["scope"];

/**
 * What becomes of the one text that confirms a clear stop: sent after `delaySeconds`, so that another system may still say
 * that it answered, or not at all because the provider answers by itself.
 */
export type ConfirmationPlan = { kind: "send"; delaySeconds: number } | { kind: "provider_answered" };

export type OptOutInput = {
  /** E.164, or whatever address stands for a person whose number is hidden or not told yet. */
  e164: string;
  channel: OptOutChannel;
  kind: "stop" | "start";
  source: OptOutSource;
  /** Everything unless the person named marketing. */
  scope?: OptOutScope;
  /** When the person said it, by the provider's clock. */
  occurredAt: Date;
  sourceCallId?: string;
  sourceMessageId?: string;
  /** The person's words. A `start` without words or a call as its proof is refused (CMP-03). */
  words?: string;
  actorUserId?: string;
  /** The system that told of it: it knows already, and is not told again. */
  toldBy?: string;
  /** A person of the firm is to look at the words: they are no keyword, or one that means other things too. */
  needsReview?: boolean;
  confirmation?: ConfirmationPlan;
};

export type OptOutResult = {
  eventId: string;
  state: OptOutProjection["state"];
  /** Whether the register shows this event now, and not one that was uttered later. */
  isDeciding: boolean;
  cancelledCalls: number;
  cancelledSends: number;
};
