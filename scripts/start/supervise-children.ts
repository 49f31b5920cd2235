import { type Child, type ChildSpec, startChild, stopChild } from "./start-child";
import { StartProblem } from "./start-problem";

/** How long the child started last, the web server, may take to end, and then the others. */
type Grace = { lastMs: number; othersMs: number };

export type Supervisor = {
  /** Starts a child; once `stopAll` was called nothing starts any more. */
  start: (spec: ChildSpec) => Child;
  /** The first child that ends by itself, with its exit code; never settles when `stopAll` comes first. */
  firstEnd: () => Promise<{ child: Child; code: number }>;
  /** Stops every child, the last started first, and resolves when all are gone. */
  stopAll: () => Promise<void>;
};

/** Keeps the children of one start together, so that none outlives it. */
export function superviseChildren(grace: Grace): Supervisor {
  const children = new Set<Child>();
  let isStopping = false;
  return {
    start: (spec) => {
      if (isStopping) throw new StartProblem("Stopping.");
      const child = startChild(spec);
      children.add(child);
      void child.ended.then(() => children.delete(child));
      return child;
    },
    firstEnd: () =>
      new Promise((resolve) => {
        for (const child of children) void child.ended.then((code) => !isStopping && resolve({ child, code }));
      }),
    stopAll: async () => {
      isStopping = true;
      const [last, ...others] = [...children].toReversed();
      if (last) await stopChild(last, grace.lastMs);
      // The web server is the last one: the simulators stay until it has said its last words to them.
      await Promise.all(others.map((child) => stopChild(child, grace.othersMs)));
    },
  };
}
