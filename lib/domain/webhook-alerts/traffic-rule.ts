import "server-only";

// When is an endpoint silent? Traffic comes in bursts (one call is six events) and by the hour of the week, so what is
// counted is not events but short slots of time in which anything came, and they are compared with the same hours of the
// four weeks before. If slots fill by chance, their number is about Poisson; a lower one than today's then comes up with
// the probability below. The median of the weeks keeps one holiday, outage or mass mailing from being taken for the usual.

/** A span that is looked at as a whole: how long it is, and how long a slot of it. */
export type Span = { seconds: number; slotSeconds: number };

/** From the shortest on: the first that usually brings enough to judge by is the one that is judged. */
export const SPANS: readonly Span[] = [
  { seconds: 1_800, slotSeconds: 60 },
  { seconds: 2 * 3_600, slotSeconds: 300 },
  { seconds: 8 * 3_600, slotSeconds: 900 },
  { seconds: 24 * 3_600, slotSeconds: 1_800 },
  { seconds: 72 * 3_600, slotSeconds: 7_200 },
];

export const WEEKS = 4;
/** New endpoints have no usual: nothing is judged before so many of the weeks lie wholly after the first delivery. */
export const LEAST_WEEKS = 3;

/** One false alarm in ten thousand looks at independent traffic; looks overlap, so it is far fewer in practice. */
const OPENS_BELOW = 1e-4;
/** Well apart from the other, so that an alert does not come and go with single deliveries. */
const CLOSES_ABOVE = 1e-2;

/** Slots that have to be usual before nothing at all is implausible: exp(-9.3) is below OPENS_BELOW. */
const LEAST_EXPECTED = 9.3;

export type Traffic = { observed: number; expected: number };

/** The middle of what the weeks brought; of an even number the mean of the two in the middle. */
export function usualOf(weeks: readonly number[]): number {
  const sorted = weeks.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}

/** Whether a span of this usual traffic can say anything. */
export function canJudge(expected: number): boolean {
  return expected >= LEAST_EXPECTED;
}

export function isImplausiblyLow({ observed, expected }: Traffic): boolean {
  return atMost(observed, expected) < OPENS_BELOW;
}

export function isUsualAgain({ observed, expected }: Traffic): boolean {
  return atMost(observed, expected) > CLOSES_ABOVE;
}

/** Probability that a Poisson variable with this mean is at most `count`. */
function atMost(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let k = 1; k <= count; k += 1) {
    term *= mean / k;
    sum += term;
  }
  return sum;
}
