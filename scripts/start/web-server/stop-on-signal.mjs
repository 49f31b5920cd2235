/** Whoever sent the signal usually kills after 30 seconds (AVL-06). */
const GRACE_MS = 28_000;

/**
 * Stops at SIGTERM and SIGINT: no new connections, answers to what is under way, then `close`, then the exit. The app,
 * which has jobs and a database to close, puts its own listener before this one and closes the door through
 * `docketlineCloseDoor` (lib/observability/drain-on-stop.ts).
 * @param {() => Promise<void>} closeDoor
 * @param {() => Promise<void>} close
 */
export function stopOnSignal(closeDoor, close) {
  let closed;
  globalThis.docketlineCloseDoor = () => {
    closed ??= closeDoor();
    return closed;
  };
  for (const [signal, exitCode] of [
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ]) {
    process.once(signal, async () => {
      setTimeout(() => process.exit(exitCode), GRACE_MS).unref();
      await globalThis.docketlineCloseDoor();
      await close().catch(console.error);
      process.exit(exitCode);
    });
  }
}
