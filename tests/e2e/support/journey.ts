import type { Browser } from "playwright-core";
import type { Desk } from "./start-desk";

/** `browser` makes windows that share nothing. */
export type JourneyContext = { desk: Desk; browser: Pick<Browser, "newContext"> };

/** One thing that a person does from beginning to end. It throws when something is not as promised. */
export type Journey = { name: string; run: (context: JourneyContext) => Promise<void> };

/** Fails the journey with `message` unless `condition` holds. */
export function check(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Asks `question` until it answers with something truthy, for at most `withinMs`. */
export async function eventually<T>(
  what: string,
  question: () => Promise<T | null | undefined | false>,
  withinMs = 20_000,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > until) throw new Error(`${what}: not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
