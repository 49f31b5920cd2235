import "server-only";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { getEnv } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { createTokenBucket, type TokenBucket } from "@/lib/webhooks/token-bucket";

/** A bucket holds one minute's tokens at first and is refilled evenly. The name keeps buckets apart. */
export type RateBucket = { name: string; perMinute: number };
export type RateVerdict = { allowed: true } | { allowed: false; retryAfterSeconds: number };

type RedisAccess = { url: string; token: string };
type Limit = (bucket: RateBucket, key: string) => Promise<RateVerdict>;

// The library lets a request through when Redis is slower than its time limit. That answer is never taken: the
// process's own bucket decides then, so a lost Redis costs at most this long and opens nothing (AVL-04).
const REDIS_TIMEOUT_MS = 250;
const MOST_KEYS = 20_000;

/** A limiter over Redis when `redis` is given, with the process's own memory behind it; otherwise memory alone. */
export function createRateLimiter(redis: RedisAccess | undefined): Limit {
  const inProcess = limitInProcess();
  if (!redis) return inProcess;
  const client = new Redis({ ...redis, retry: false, enableTelemetry: false });
  const shared = new Map<string, Ratelimit>();
  return async (bucket, key) => {
    const limiter = shared.get(bucket.name) ?? sharedLimiter(client, bucket);
    shared.set(bucket.name, limiter);
    return (await askShared(limiter, bucket, key)) ?? inProcess(bucket, key);
  };
}

function limitInProcess(): Limit {
  const buckets = new Map<string, TokenBucket>();
  return async ({ name, perMinute }, key) => {
    const options = { capacity: perMinute, refillPerSecond: perMinute / 60, maxKeys: MOST_KEYS };
    const bucket = buckets.get(name) ?? createTokenBucket(options);
    buckets.set(name, bucket);
    const now = new Date();
    if (bucket.take(key, now)) return { allowed: true };
    return { allowed: false, retryAfterSeconds: bucket.retryAfterSeconds(key, now) };
  };
}

/** The shared verdict, or undefined when Redis did not give one in time. */
async function askShared(limiter: Ratelimit, bucket: RateBucket, key: string): Promise<RateVerdict | undefined> {
  try {
    const { success, reason, reset } = await limiter.limit(key);
    if (reason === "timeout") return undefined;
    if (success) return { allowed: true };
    return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((reset - Date.now()) / 1_000)) };
  } catch (error) {
    const errorName = error instanceof Error ? error.name : "unknown";
    log("warn", "shared rate limit did not answer", { code: bucket.name, errorName });
    return undefined;
  }
}

function sharedLimiter(client: Redis, { name, perMinute }: RateBucket): Ratelimit {
  return new Ratelimit({
    redis: client,
    prefix: `docketline:${name}`,
    limiter: Ratelimit.tokenBucket(1, `${Math.round(60_000 / perMinute)} ms`, perMinute),
    timeout: REDIS_TIMEOUT_MS,
    analytics: false,
    ephemeralCache: false,
  });
}

let limiter: Limit | undefined;

/**
 * Takes one token of `bucket` for `key`. The key must name the firm or endpoint that it counts for (TEN-10).
 * Never throws, and waits no longer than REDIS_TIMEOUT_MS.
 */
export async function limitRate(bucket: RateBucket, key: string): Promise<RateVerdict> {
  limiter ??= createRateLimiter(configuredRedis());
  return limiter(bucket, key);
}

function configuredRedis(): RedisAccess | undefined {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = getEnv();
  return url === undefined || token === undefined ? undefined : { url, token };
}
