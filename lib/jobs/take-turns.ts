import "server-only";

export type Turn<Job> = {
  jobs: Job[];
  /**
   * When another look may find more: at once (0), after so many milliseconds, or, as nothing waits, not before something
   * is queued (null).
   */
  lookAgainMs: number | null;
};

export type Turns<Job> = {
  /** Up to `limit` jobs. One call at a time. */
  take: (limit: number) => Promise<Turn<Job>>;
  /** Says that the jobs of one turn are no longer under way. */
  release: (jobs: readonly Job[]) => void;
};

/** How often firms that had no turn are looked for while others have a backlog, and the share of time it may cost. */
const LOOK_MS = 100;
const LOOK_SHARE = 20;

type TurnRules<Job> = {
  claim: (wanted: { limit: number; ignoring: readonly string[] }) => Promise<Job[]>;
  /** How many turns of one firm may be under way at once. */
  turnsPerFirm: number;
  clock?: () => number;
};

/**
 * Decides whose jobs are next. The queue gives out the oldest first, so one firm's backlog would keep all others waiting:
 * ten times a second, while there is a backlog, every firm that had no turn since gets one before the oldest goes on, and
 * no firm holds more than `turnsPerFirm` turns at once, so that slow work of one does not stand before the others either.
 * Looking past a backlog reads all of it, so the larger it is the rarer the looks.
 */
export function createTurns<Job extends { firm: string | null }>(rules: TurnRules<Job>): Turns<Job> {
  const { claim, turnsPerFirm, clock = () => performance.now() } = rules;
  const underWay = new Map<string, number>();
  const served = new Set<string>();
  let nextLookAt = 0;

  function begin(jobs: Job[]): void {
    for (const firm of firmsOf(jobs)) {
      underWay.set(firm, (underWay.get(firm) ?? 0) + 1);
      served.add(firm);
    }
  }

  async function look(limit: number, full: readonly string[]): Promise<Job[]> {
    const ignoring = [...new Set([...served, ...full])];
    const startedAt = clock();
    if (ignoring.length === 0 || startedAt < nextLookAt) return [];
    const jobs = await claim({ limit, ignoring });
    if (jobs.length === 0) {
      served.clear();
      const endedAt = clock();
      nextLookAt = endedAt + Math.max(LOOK_MS, LOOK_SHARE * (endedAt - startedAt));
    }
    return jobs;
  }

  return {
    take: async (limit) => {
      const full = [...underWay].filter(([, turns]) => turns >= turnsPerFirm).map(([firm]) => firm);
      const others = await look(limit, full);
      begin(others);
      if (others.length > 0) return { jobs: others, lookAgainMs: 0 };
      if (full.length > 0) return { jobs: [], lookAgainMs: Math.max(1, nextLookAt - clock()) };
      const jobs = await claim({ limit, ignoring: [] });
      begin(jobs);
      return { jobs, lookAgainMs: jobs.length < limit ? null : 0 };
    },
    release: (jobs) => {
      for (const firm of firmsOf(jobs)) {
        const turns = (underWay.get(firm) ?? 0) - 1;
        if (turns > 0) underWay.set(firm, turns);
        else underWay.delete(firm);
      }
    },
  };
}

function firmsOf(jobs: readonly { firm: string | null }[]): Set<string> {
  return new Set(jobs.flatMap(({ firm }) => (firm === null ? [] : [firm])));
}
