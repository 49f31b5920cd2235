import "server-only";
import { AppError } from "@/lib/core/errors";

/**
 * When somebody said something, as staff tell it: now where they do not.
 * @throws AppError `invalid_input` for a time to come
 */
export function pastInstant({ saidAt, now }: { saidAt: Date | null; now: Date }): Date {
  if (saidAt !== null && saidAt > now) throw new AppError("invalid_input", "Nobody can have said it in the future");
  return saidAt ?? now;
}
