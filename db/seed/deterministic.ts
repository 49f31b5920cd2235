/** A small seeded generator, so that a scenario is the same on every machine. */
export type Deterministic = {
  /** Integer in [0, below). */
  below: (below: number) => number;
  pick: <T>(items: readonly [T, ...T[]]) => T;
};

/** Mulberry32: 32 bits of state, more than enough for demo data and not for anything else. */
export function deterministic(seed: number): Deterministic {
  let state = seed >>> 0;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return { below, pick: (items) => items[below(items.length)] ?? items[0] };
}
