import "server-only";
import { contactNow } from "@/lib/core/contact-clock";
import { AppError } from "@/lib/core/errors";

/** What is planned sets credits aside until then. */
const MOST_DAYS_AHEAD = 366;

/**
 * When a message is to leave, on the contact clock: now for one without a time, or whose time is over.
 * @throws AppError `invalid_input` for a time that is more than a year away
 */
export function plannedTime({ scheduledFor, now }: { scheduledFor: Date | null; now: Date }): Date {
  const present = contactNow(now);
  if (scheduledFor === null || scheduledFor <= present) return present;
  if (scheduledFor.getTime() - present.getTime() <= MOST_DAYS_AHEAD * 86_400_000) return scheduledFor;
  throw new AppError("invalid_input", "A message can be planned for the next year at most");
}
