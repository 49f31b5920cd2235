/** What one fault led to. `lost` and `doubled` name what must not be; `done` is how many things were put at risk. */
export type Finding = { name: string; done: number; lost: string[]; doubled: string[]; seconds?: number };

/** Compares counts of effects with the one that there must be. */
export function judge(name: string, effects: Record<string, number>, seconds?: number): Finding {
  const entries = Object.entries(effects);
  return {
    name,
    done: entries.length,
    lost: entries.filter(([, count]) => count < 1).map(([what]) => what),
    doubled: entries.filter(([, count]) => count > 1).map(([what]) => what),
    ...(seconds === undefined ? {} : { seconds }),
  };
}
