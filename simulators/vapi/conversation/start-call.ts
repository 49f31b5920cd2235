import { inspect } from "node:util";
import type { SavedPhoneNumber } from "../schema/phone-number.schema";
import type { SimulatorContext } from "../simulator-context";
import type { Resource } from "../state/create-store";
import type { SimulatedCall } from "../state/simulated-call";
import type { CallAssistant } from "../webhooks/call-assistant";
import { createCallCourier } from "../webhooks/create-call-courier";
import { buildLiveArtifact } from "./build-artifact";
import { createCallClock } from "./call-clock";
import type { CallRun } from "./call-run";
import { createTranscript } from "./create-transcript";
import { HangUp } from "./hang-up";
import { personOfNumber } from "./people";
import { runCall, type StartOptions } from "./run-call";
import { languageOfVariables } from "./run-conversation";

type Parties = {
  record: SimulatedCall;
  assistant: CallAssistant | undefined;
  phoneNumber: Resource<SavedPhoneNumber> | undefined;
};

/** Lets a call run on its own, where `context.running` finds it until its last webhook is answered. */
export function startCall(context: SimulatorContext, parties: Parties, options: StartOptions = {}): CallRun {
  const hangingUp = new AbortController();
  const run = prepareCall(context, parties, AbortSignal.any([context.closing, hangingUp.signal]));
  const { id, orgId } = parties.record;
  const done = runCall(run, options)
    .catch((error: unknown) => process.emitWarning(`Call ${id} broke off: ${inspect(error)}`))
    .finally(() => context.running.delete(id));
  context.running.set(id, { orgId, hangUp: (endedReason) => hangingUp.abort(new HangUp(endedReason)), done });
  return run;
}

function prepareCall(context: SimulatorContext, parties: Parties, signal: AbortSignal): CallRun {
  const { record, assistant, phoneNumber } = parties;
  const { orgId, pace } = record;
  const faults = new Set(record.faults);
  const run: CallRun = {
    context,
    assistant,
    phoneNumber,
    faults,
    record,
    person: personOfNumber(record.call.customer?.number),
    language: languageOfVariables(assistant?.variables ?? {}),
    clock: createCallClock(pace, signal),
    transcript: createTranscript({ at: Date.now(), pace, systemPrompt: "" }),
    courier: createCallCourier({ context, orgId, pace, faults, subject: () => subjectOf(run) }),
  };
  return run;
}

function subjectOf(run: CallRun) {
  const messages = run.transcript.messages();
  const plan = run.assistant?.settings.artifactPlan;
  const variables = run.assistant?.variables ?? {};
  return {
    call: run.record.call,
    assistant: run.assistant,
    phoneNumber: run.phoneNumber,
    artifact:
      run.record.call.artifact ??
      (messages.length === 0 ? undefined : buildLiveArtifact({ messages, plan, variables })),
  };
}
