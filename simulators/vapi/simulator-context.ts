import type { NextCallPlans } from "./control/next-call-plans";
import type { Store } from "./state/create-store";
import type { Postman } from "./webhooks/create-postman";

/** A call that is going on. `hangUp` ends it with that `endedReason`; `done` settles when its last webhook is answered. */
export type RunningCall = { orgId: string; hangUp(endedReason: string): void; done: Promise<void> };

/** What every part of one simulator shares. */
export type SimulatorContext = {
  store: Store;
  postman: Postman;
  plans: NextCallPlans;
  /** By call id. */
  running: Map<string, RunningCall>;
  /** Aborted when the simulator closes. */
  closing: AbortSignal;
  keys: Readonly<Record<string, string>>;
  pace: number;
  concurrencyLimit: number;
  assistantRequestDeadlineMilliseconds: number;
};
