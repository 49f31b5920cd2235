import "server-only";

/**
 * Failure codes of a send that was handed over and of which it was concluded without the provider's word that it did not go:
 * `not_sent` by its list, `not_arrived` by a person. A provider that tells of it after all is right.
 */
export const THOUGHT_LOST = ["not_sent", "not_arrived"] as const;
