import "server-only";
import { log } from "@/lib/core/log";

// Time for jobs and requests under way; whoever sent the signal usually kills after 30 seconds (AVL-06).
const GRACE_MS = 28_000;
// Requests under way usually end at once; jobs do not wait longer than this for one that does not.
const DOOR_FIRST_MS = 3_000;

/** Left by the web server (scripts/start/web-server/stop-on-signal.mjs): resolves when nothing is under way any more. */
const slot = globalThis as typeof globalThis & { docketlineCloseDoor?: () => Promise<void> };

/**
 * Ends in order at SIGTERM or SIGINT: the web server takes no new connection and answers what is under way, then `drain`,
 * then whatever listened for the signal before, which ends the process. None of it takes longer than GRACE_MS.
 */
export function drainOnStop(drain: () => Promise<void>): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const others = process.listeners(signal);
    process.removeAllListeners(signal);
    process.once(signal, () => {
      const exitCode = signal === "SIGTERM" ? 143 : 130;
      setTimeout(() => process.exit(exitCode), GRACE_MS);
      void closeDoor()
        .then(drain)
        .catch((error: unknown) => {
          log("error", "drain failed", { errorName: error instanceof Error ? error.name : "unknown" });
        })
        .finally(() => {
          if (others.length === 0) process.exit(exitCode);
          for (const listener of others) listener.call(process, signal);
        });
    });
  }
}

async function closeDoor(): Promise<void> {
  const { docketlineCloseDoor: close } = slot;
  if (close) await Promise.race([close(), new Promise((resolve) => setTimeout(resolve, DOOR_FIRST_MS))]);
}
