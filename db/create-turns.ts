import "server-only";
import { setImmediate } from "node:timers";

/** Who waits for a transaction: a `person` at a screen, or a `machine`, which is everything else. */
export type Waiter = "person" | "machine";

/** Runs `work` when it is its turn; where connections are many, at once. */
export type InTurn = <T>(waiter: Waiter, work: () => Promise<T>) => Promise<T>;

/** So many transactions of people go before a machine's that waits: what is under way must end as well. */
const MOST_IN_A_ROW = 8;
/** So many times whatever else is ready gets the process before a machine's turn: a page takes several steps to its own. */
const BREATHS = 10;

/**
 * Turns at the embedded database, which has one connection: one transaction after the other, those of people before those
 * of machines. It answers without ever leaving the microtasks, so that between two of them whatever else the process has to
 * do is let in; a page that arrived meanwhile then goes before the rest of a broadcast.
 */
export function createTurns(): InTurn {
  const waiting: Record<Waiter, (() => void)[]> = { person: [], machine: [] };
  let isTaken = false;
  let inARow = 0;

  function next(breaths = 1): void {
    if (waiting.person.length === 0 && waiting.machine.length > 0 && breaths < BREATHS) {
      setImmediate(next, breaths + 1);
      return;
    }
    const isMachineDue = waiting.machine.length > 0 && inARow >= MOST_IN_A_ROW;
    const waiter = waiting.person.length > 0 && !isMachineDue ? "person" : "machine";
    const begin = waiting[waiter].shift();
    inARow = waiter === "person" ? inARow + 1 : 0;
    if (begin) begin();
    else isTaken = false;
  }

  return async (waiter, work) => {
    if (isTaken) await new Promise<void>((resolve) => waiting[waiter].push(resolve));
    isTaken = true;
    try {
      return await work();
    } finally {
      setImmediate(next, 1);
    }
  };
}
