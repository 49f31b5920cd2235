import { z } from "zod";

export const decideUnknownSendInput = z.strictObject({ messageId: z.uuid(), hasArrived: z.boolean() });

/** Providers with a list in which a lost answer is looked up over some minutes; of the others only a late webhook may tell. */
const LISTED: ReadonlySet<string> = new Set(["twilio", "ghl", "evolution"]);
const LISTED_WAIT_MS = 7 * 60_000;
const UNLISTED_WAIT_MS = 2 * 60_000;

/** From when a person may say what became of a message whose answer was lost when it was handed over at `attemptedAt`. */
export function decidableFrom({ attemptedAt, provider }: { attemptedAt: Date; provider: string | null }): Date {
  const isListed = provider === null || LISTED.has(provider);
  return new Date(attemptedAt.getTime() + (isListed ? LISTED_WAIT_MS : UNLISTED_WAIT_MS));
}
