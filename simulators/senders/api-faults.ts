/** What can be made to go wrong with requests to a provider's REST interface, with the words that the control page shows. */
export const API_FAULTS = {
  "lost-answer": "It is done, and the answer is lost",
  slow: "It is done, and the answer takes 25 s (at pace 1)",
  "rate-limited": "Refused with 429, nothing is done",
  "server-error": "Refused with 500, nothing is done",
  unavailable: "Refused with 503, nothing is done",
  refused: "Refused with a code of the provider's own, nothing is done",
  "never-told": "It is done, and nothing is ever told of it",
  "told-twice": "It is done, and every status is told twice",
  "told-backwards": "It is done, and its statuses are told in the wrong order",
} as const;

export type ApiFault = keyof typeof API_FAULTS;

/** `path`: only requests whose path holds these words; otherwise only those that change something. */
type Planned = { provider: string; fault: ApiFault; count: number; path?: string | undefined };

export type ApiFaults = {
  /** The next `count` requests that match go wrong. */
  plan: (planned: Planned) => void;
  /** What goes wrong with this request; counts it. */
  take: (provider: string, request: { method: string; path: string }) => ApiFault | undefined;
  list: () => readonly Planned[];
  /** How many requests that change something each provider has had, whatever became of them. */
  requests: () => Readonly<Record<string, number>>;
};

/** Keeps which requests to come go wrong, in the order in which that was chosen. */
export function createApiFaults(): ApiFaults {
  let planned: Planned[] = [];
  const had: Record<string, number> = {};
  return {
    plan: (one) => {
      planned.push({ ...one });
    },
    take: (provider, { method, path }) => {
      if (method !== "GET") had[provider] = (had[provider] ?? 0) + 1;
      const found = planned.find(
        (one) => one.provider === provider && (one.path === undefined ? method !== "GET" : path.includes(one.path)),
      );
      if (!found) return undefined;
      found.count -= 1;
      planned = planned.filter(({ count }) => count > 0);
      return found.fault;
    },
    list: () => planned,
    requests: () => had,
  };
}

export function isApiFault(text: string): text is ApiFault {
  return Object.hasOwn(API_FAULTS, text);
}
