import type { Fault } from "../control/faults";
import type { SavedPhoneNumber } from "../schema/phone-number.schema";
import type { SimulatorContext } from "../simulator-context";
import type { Resource } from "../state/create-store";
import type { ApiCall, SimulatedCall } from "../state/simulated-call";
import type { CallAssistant } from "../webhooks/call-assistant";
import type { CallCourier } from "../webhooks/create-call-courier";
import type { CallClock } from "./call-clock";
import type { Transcript } from "./create-transcript";
import type { Language } from "./lines";
import type { Person } from "./people";

/** A call while it happens. `record`, `transcript` and `language` change on the way. */
export type CallRun = {
  readonly context: SimulatorContext;
  readonly assistant: CallAssistant | undefined;
  readonly phoneNumber: Resource<SavedPhoneNumber> | undefined;
  readonly faults: ReadonlySet<Fault>;
  readonly person: Person;
  readonly courier: CallCourier;
  /** Waits that a hang-up cuts short. */
  readonly clock: CallClock;
  record: SimulatedCall;
  transcript: Transcript;
  language: Language;
};

/**
 * Changes the call and keeps it, unless it was deleted. The old state stays as it was for webhooks that are still to be
 * sent; what the REST interface changed meanwhile is not lost.
 */
export function changeCall(run: CallRun, change: Partial<ApiCall>): void {
  const { calls } = run.context.store;
  const kept = calls.find(run.record.orgId, run.record.id);
  const { call } = kept ?? run.record;
  run.record = { ...run.record, call: { ...call, ...change, updatedAt: new Date().toISOString() } };
  if (kept !== undefined) calls.put(run.record);
}

/** Values that templates may name: the call's variables and `customer`, `call`, `phoneNumber`. */
export function templateValues(run: CallRun): Readonly<Record<string, unknown>> {
  const { call } = run.record;
  return {
    ...run.assistant?.variables,
    customer: call.customer ?? {},
    call: { id: call.id, type: call.type },
    phoneNumber: { number: run.phoneNumber?.data.number },
  };
}
