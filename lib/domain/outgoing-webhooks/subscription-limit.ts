import "server-only";

/** Subscriptions that a firm can have; every event looks through them. */
export const MOST_SUBSCRIPTIONS = 50;
