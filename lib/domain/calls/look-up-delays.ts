import "server-only";

/** When a lost dial is looked up again, counted from the look-up before. The first four span more than two minutes. */
export const RECONCILE_DELAYS_SECONDS = [5, 15, 40, 90, 180] as const;

/**
 * When a placed call without an end report is asked after, counted from the look-up before: soon, because webhooks may be
 * silent, and once more past the longest call (ten minutes) and its report.
 */
export const FOLLOW_UP_DELAYS_SECONDS = [90, 180, 300, 330, 900, 3_600, 21_600] as const;
