import "server-only";

/** When a send whose answer was lost is looked up again, counted from the look-up before. */
export const RECONCILE_DELAYS_SECONDS = [5, 15, 40, 90, 180] as const;
