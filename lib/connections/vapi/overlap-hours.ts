import "server-only";

/** How long the key before stays usable when a key is replaced. */
export const OVERLAP_HOURS = 24;
