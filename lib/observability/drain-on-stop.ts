import "server-only";
import { log } from "@/lib/core/log";

// Time for jobs and requests under way; whoever sent the signal usually kills after 30 seconds (AVL-06).
const GRACE_MS = 28_000;

/**
 * Lets `drain` end before anything else acts on SIGTERM or SIGINT. Next has its own listener by then, which ends the
 * process as soon as no connection is open: it is asked after the drain. An open event stream does not hold it up for
 * longer than GRACE_MS.
 */
export function drainOnStop(drain: () => Promise<void>): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const others = process.listeners(signal);
    process.removeAllListeners(signal);
    process.once(signal, () => {
      const exitCode = signal === "SIGTERM" ? 143 : 130;
      setTimeout(() => process.exit(exitCode), GRACE_MS);
      void drain()
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
