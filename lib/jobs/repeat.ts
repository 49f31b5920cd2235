import "server-only";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";

type Rhythm = { name: string; everyMs: number; firstMs: number };

/**
 * Does `work` again and again, `everyMs` after it last ended; what fails is tried again at the next time. `stop` resolves
 * when nothing of it is under way.
 */
export function repeat(work: () => Promise<void>, { name, everyMs, firstMs }: Rhythm): { stop: () => Promise<void> } {
  let isStopped = false;
  let isFailing = false;
  let underWay = Promise.resolve();
  let timer = setTimeout(round, firstMs);

  function round(): void {
    underWay = once().finally(() => {
      if (!isStopped) timer = setTimeout(round, everyMs);
    });
  }

  async function once(): Promise<void> {
    try {
      await work();
      isFailing = false;
    } catch (error) {
      // Once for each trouble: while the database is gone this fails every second.
      if (!isFailing) log("warn", "worker round failed", { job: name, code: toAppError(error).code });
      isFailing = true;
    }
  }

  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
