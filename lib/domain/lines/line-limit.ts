import "server-only";

/** How many lines a firm may have at a time. */
export const MOST_LINES = 100;
