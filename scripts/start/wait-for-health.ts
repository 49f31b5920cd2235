import { setTimeout as sleep } from "node:timers/promises";
import type { Child } from "./start-child";
import { StartProblem } from "./start-problem";
import { tailOf } from "./tail-of";

const TIME_LIMIT_MS = 120_000;
const PAUSE_MS = 100;

/**
 * Waits until `GET /api/health` answers 200.
 * @throws StartProblem with the end of the server's log when the server ends first or never answers
 */
export async function waitForHealth(baseUrl: string, server: Child): Promise<void> {
  let endedWith: number | undefined;
  void server.ended.then((code) => {
    endedWith = code;
  });
  const deadline = Date.now() + TIME_LIMIT_MS;
  while (Date.now() < deadline) {
    if (endedWith !== undefined) {
      const message = `The web server ended with exit code ${endedWith} before it answered.`;
      throw new StartProblem([message, tailOf(server.logFile)].join("\n"), { exitCode: endedWith || 1 });
    }
    if (await answers(`${baseUrl}/api/health`)) return;
    await sleep(PAUSE_MS);
  }
  const message = `The web server did not answer ${baseUrl}/api/health within ${TIME_LIMIT_MS / 1000} seconds.`;
  throw new StartProblem([message, tailOf(server.logFile)].join("\n"));
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
