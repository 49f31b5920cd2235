/** Milliseconds of each repetition, by round and name. */
export type Timings = Record<string, number[]>[];

/**
 * Times every piece of work in turn, `rounds` times over, so that whatever else the machine does falls on all of them alike.
 * Each repetition of a round alternates between the pieces; the first round is for warming up and is thrown away.
 */
export async function interleave(
  works: Record<string, () => Promise<unknown>>,
  { rounds, repetitions }: { rounds: number; repetitions: number },
): Promise<Timings> {
  const all: Timings = [];
  for (let round = 0; round <= rounds; round += 1) {
    const timings: Record<string, number[]> = {};
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      for (const [name, work] of Object.entries(works)) {
        const startedAt = performance.now();
        await work();
        timings[name] = [...(timings[name] ?? []), performance.now() - startedAt];
      }
    }
    if (round > 0) all.push(timings);
  }
  return all;
}

/** The median over the rounds of how much longer `name` took than `base`, p50 against p50 of the same round. */
export function ratioOf(timings: Timings, name: string, base: string): number {
  return quantile(
    timings.map((round) => quantile(round[name] ?? [], 0.5) / quantile(round[base] ?? [], 0.5)),
    0.5,
  );
}

/** The median over the rounds of a quantile of `name`, in milliseconds. */
export function millisecondsOf(timings: Timings, name: string, share: number): number {
  return quantile(
    timings.map((round) => quantile(round[name] ?? [], share)),
    0.5,
  );
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
