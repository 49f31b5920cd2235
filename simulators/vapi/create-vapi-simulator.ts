import { createNextCallPlans, type NextCallPlan } from "./control/next-call-plans";
import { resumeCalls } from "./conversation/resume-calls";
import { routeRequest } from "./route-request";
import type { RunningCall, SimulatorContext } from "./simulator-context";
import { createStore } from "./state/create-store";
import type { ApiCall } from "./state/simulated-call";
import { createPostman, type DeliveryRecord } from "./webhooks/create-postman";

const ASSISTANT_REQUEST_MILLISECONDS = 7500;
const MAX_RECEIVED_BODIES = 1000;

/**
 * `keys` maps private API keys to organisation ids; keys that start with `vapi-sim-` work beside them. `statePath` is a file
 * that keeps everything across restarts. `pace` multiplies every wait, 1 by default. `deliver` posts webhooks, `fetch` by
 * default.
 */
export type VapiSimulatorOptions = {
  keys?: Readonly<Record<string, string>>;
  statePath?: string;
  pace?: number;
  concurrencyLimit?: number;
  assistantRequestDeadlineMilliseconds?: number;
  deliver?: (request: Request) => Promise<Response>;
};

export type VapiSimulator = {
  /** Answers a request; rejects with `ConnectionDropped` when the answer is to be lost. */
  fetch(request: Request): Promise<Response>;
  /** Stops every call where it is, and writes the state. */
  close(): Promise<void>;
  /** Resolves when no call is going on and every webhook has been answered. */
  settled(): Promise<void>;
  /** The body of every `POST /call`, byte for byte, oldest first. */
  receivedBodies(): readonly Uint8Array[];
  /** Every attempt to deliver a webhook, oldest first. */
  deliveries(): readonly DeliveryRecord[];
  /** Every call of every organisation, oldest first. */
  calls(): readonly ApiCall[];
  /** Chooses persona, faults and pace of the next call that fits. */
  planNextCall(plan: NextCallPlan): void;
};

/**
 * A stand-in for api.vapi.ai: its REST interface for calls, assistants, phone numbers and tools, and scripted clients whose
 * calls send the webhooks that real ones would. What it has beside that is under `/simulator` and `POST /credential`.
 */
export function createVapiSimulator(options: VapiSimulatorOptions = {}): VapiSimulator {
  const closing = new AbortController();
  const store = createStore(options.statePath);
  const send = options.deliver ?? ((request: Request) => fetch(request));
  const context: SimulatorContext = {
    store,
    postman: createPostman({ store, send, closing: closing.signal }),
    plans: createNextCallPlans(),
    running: new Map<string, RunningCall>(),
    closing: closing.signal,
    keys: options.keys ?? {},
    pace: options.pace ?? 1,
    concurrencyLimit: options.concurrencyLimit ?? 10,
    assistantRequestDeadlineMilliseconds:
      options.assistantRequestDeadlineMilliseconds ?? ASSISTANT_REQUEST_MILLISECONDS,
  };
  const receivedBodies: Uint8Array[] = [];
  resumeCalls(context);

  async function settled(): Promise<void> {
    while (context.running.size > 0) await Promise.all([...context.running.values()].map(({ done }) => done));
  }

  return {
    fetch: async (request) => {
      const body = new Uint8Array(await request.arrayBuffer());
      if (request.method === "POST" && new URL(request.url).pathname === "/call") receivedBodies.push(body);
      if (receivedBodies.length > MAX_RECEIVED_BODIES) receivedBodies.shift();
      return await routeRequest(context, request, body);
    },
    close: async () => {
      closing.abort();
      await settled();
      await store.flush();
    },
    settled,
    receivedBodies: () => receivedBodies,
    deliveries: () => context.postman.records(),
    calls: () => store.calls.all().map(({ call }) => call),
    planNextCall: (plan) => context.plans.add(plan),
  };
}
