import { setTimeout as wait } from "node:timers/promises";

/** The time of one call. Waits are given in milliseconds at pace 1 and shortened or stretched by the call's pace. */
export type CallClock = {
  /** @throws the reason of the signal once it is aborted */
  sleep(milliseconds: number): Promise<void>;
  readonly pace: number;
  readonly signal: AbortSignal;
};

export function createCallClock(pace: number, signal: AbortSignal): CallClock {
  return {
    pace,
    signal,
    sleep: async (milliseconds) => {
      signal.throwIfAborted();
      try {
        await wait(milliseconds * pace, undefined, { signal });
      } catch (cause) {
        signal.throwIfAborted();
        throw cause;
      }
    },
  };
}
