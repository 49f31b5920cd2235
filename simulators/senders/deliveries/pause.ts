import { setTimeout as wait } from "node:timers/promises";

/** Waits, or comes back early when the simulator closes. */
export async function pause(ms: number, closing: AbortSignal): Promise<void> {
  if (ms <= 0 || closing.aborted) return;
  await wait(ms, undefined, { signal: closing }).catch(() => undefined);
}
