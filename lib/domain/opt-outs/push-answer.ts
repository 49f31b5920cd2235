import "server-only";

/** Why another system did not take a stop or its end, in our words. */
export const PUSH_REFUSALS = ["bad_key", "forbidden", "not_found", "bad_request", "unexpected"] as const;
export type PushRefusal = (typeof PUSH_REFUSALS)[number];

/**
 * What telling another system came to. Telling it twice is telling it once, so a lost answer is `again`. `isOurs` is whether
 * the mark stands, or stood, there by the firm's own telling; of a lost answer, whether it may.
 */
export type PushAnswer =
  | { kind: "taken"; isOurs: boolean }
  | { kind: "refused"; reason: PushRefusal }
  | { kind: "again"; reason: "rate_limited" | "unreachable"; isOurs: boolean };
