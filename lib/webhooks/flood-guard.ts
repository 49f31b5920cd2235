import "server-only";
import { createTokenBucket, type TokenBucket } from "./token-bucket";

type Rate = { capacity: number; refillPerSecond: number };

export type FloodLimits = {
  /** Verified deliveries of one endpoint. */
  delivery: Rate;
  /** Refused requests of one endpoint that are still told why. */
  refusal: Rate;
  /** Look-ups of endpoints that this process never saw, for one address. */
  lookup: Rate;
  /** Refusals of one endpoint that are written down one by one; the rest are counted and written with the next. */
  note: Rate;
  /** Refusals of one endpoint that become an audit entry of their own. */
  audit: Rate;
};

const LIMITS: FloodLimits = {
  delivery: { capacity: 2_000, refillPerSecond: 1_000 },
  refusal: { capacity: 300, refillPerSecond: 20 },
  lookup: { capacity: 300, refillPerSecond: 50 },
  note: { capacity: 50, refillPerSecond: 5 },
  audit: { capacity: 30, refillPerSecond: 0.1 },
};

const MAX_KEYS = 10_000;

/**
 * The limits of the webhook doors in this process. Forged requests draw on buckets of their own, so that a flood of
 * them never uses up what genuine deliveries of the same endpoint are allowed (WH-12).
 */
export type FloodGuard = { [Name in keyof FloodLimits]: TokenBucket };

export function createFloodGuard(limits: Partial<FloodLimits> = {}): FloodGuard {
  const bucketOf = (name: keyof FloodLimits) =>
    createTokenBucket({ ...(limits[name] ?? LIMITS[name]), maxKeys: MAX_KEYS });
  return {
    delivery: bucketOf("delivery"),
    refusal: bucketOf("refusal"),
    lookup: bucketOf("lookup"),
    note: bucketOf("note"),
    audit: bucketOf("audit"),
  };
}

const slot = globalThis as typeof globalThis & { docketlineFloodGuard?: FloodGuard };

/** The process's own guard: Next loads server modules in several bundles, and the limits are one for all of them. */
export function processFloodGuard(): FloodGuard {
  slot.docketlineFloodGuard ??= createFloodGuard();
  return slot.docketlineFloodGuard;
}
