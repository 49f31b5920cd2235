import "server-only";
import { setTimeout as sleep } from "node:timers/promises";

const LOOK_MS = 250;
const PATIENCE_MS = 10_000;

/**
 * Begins a contact when what clients have written before it was read, or after ten seconds. `begin` answers `later` while
 * something is unread, unless it is told not to ask. Waiting here holds one of the worker's places, so that a backlog of
 * events slows down the sends that it comes from.
 */
export async function afterUnreadWishes<Begun extends { kind: string }>(
  begin: (asks: { mayBeLater: boolean }) => Promise<Begun | { kind: "later" }>,
): Promise<Begun> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const begun = await begin({ mayBeLater: performance.now() < until });
    if (!isLater(begun)) return begun;
    await sleep(LOOK_MS);
  }
}

function isLater<Begun extends { kind: string }>(begun: Begun | { kind: "later" }): begun is { kind: "later" } {
  return begun.kind === "later";
}
