import "server-only";

export type TokenBucketOptions = {
  /** Tokens that a key may hold, and holds at first. */
  capacity: number;
  refillPerSecond: number;
  /** Keys remembered at most; the ones used longest ago are forgotten first. */
  maxKeys: number;
};

export type TokenBucket = {
  /** Whether `key` holds a token now; takes none. */
  has: (key: string, now: Date) => boolean;
  /** Takes a token and says whether there was one. */
  take: (key: string, now: Date) => boolean;
  /** Whole seconds, at least 1, until `key` holds a token again. */
  retryAfterSeconds: (key: string, now: Date) => number;
};

type Level = { tokens: number; at: number };

/** Token buckets of this process, one for each key. A key that is not known holds `capacity` tokens. */
export function createTokenBucket(options: TokenBucketOptions): TokenBucket {
  const levels = new Map<string, Level>();

  function levelOf(key: string, now: Date): Level {
    const known = levels.get(key);
    const at = now.getTime();
    if (!known) return { tokens: options.capacity, at };
    const gained = (Math.max(0, at - known.at) / 1_000) * options.refillPerSecond;
    return { tokens: Math.min(options.capacity, known.tokens + gained), at: Math.max(at, known.at) };
  }

  function keep(key: string, level: Level): void {
    levels.delete(key);
    levels.set(key, level);
    if (levels.size <= options.maxKeys) return;
    for (const oldest of levels.keys()) {
      levels.delete(oldest);
      break;
    }
  }

  return {
    has: (key, now) => levelOf(key, now).tokens >= 1,
    take: (key, now) => {
      const level = levelOf(key, now);
      const isThere = level.tokens >= 1;
      keep(key, isThere ? { ...level, tokens: level.tokens - 1 } : level);
      return isThere;
    },
    retryAfterSeconds: (key, now) => {
      const missing = 1 - levelOf(key, now).tokens;
      return Math.max(1, Math.ceil(missing / options.refillPerSecond));
    },
  };
}
