import "server-only";

const OLDEST_MS = 30 * 86_400_000;
const NEWEST_MS = 2 * 86_400_000;

/** The provider's time, or ours where it gives none or one that cannot be. */
export function plausibleInstant(sentAtMs: number | null, receivedAt: Date): Date {
  const lateMs = sentAtMs === null ? Number.NaN : receivedAt.getTime() - sentAtMs;
  return sentAtMs !== null && lateMs <= OLDEST_MS && lateMs >= -NEWEST_MS ? new Date(sentAtMs) : receivedAt;
}
