import { z } from "zod";
import { ApiRefusal } from "../api/api-refusal";
import { type PersonaName, personaOfNumber } from "../conversation/personas";
import { startCall } from "../conversation/start-call";
import { isE164 } from "../schema/is-e164";
import type { SavedPhoneNumber } from "../schema/phone-number.schema";
import type { SimulatorContext } from "../simulator-context";
import type { Resource } from "../state/create-store";
import { newCallRecord } from "../state/new-call-record";
import type { ApiCall, SimulatedCall } from "../state/simulated-call";
import { assembleCallAssistant, type CallAssistant } from "../webhooks/call-assistant";
import { createCallCourier } from "../webhooks/create-call-courier";
import { nextCallPlan } from "./next-call-plans";
import { type InboundDecision, readAssistantRequestAnswer } from "./read-assistant-request-answer";

/** A call from `from` (E.164) to one of the numbers, named by its id or by the number itself. */
export const inboundCall = nextCallPlan.pick({ persona: true, faults: true, pace: true }).extend({
  phoneNumberId: z.uuid().optional(),
  number: z.string().optional(),
  from: z.string().refine(isE164, { message: "must be a valid phone number in the E.164 format" }),
});

/** `latencyMilliseconds` is how long the firm's server took to answer; null when it was not asked. */
export type InboundResult = { callId: string; outcome: InboundDecision["kind"]; latencyMilliseconds: number | null };

/**
 * Plays somebody who calls a number. A number without an assistant asks its server (`assistant-request`, 7.5 s at most);
 * the call then runs with the assistant that the answer names, or ends with the matching `endedReason`.
 * @throws ApiRefusal 404 when nobody has that number
 */
export async function placeInboundCall(
  context: SimulatorContext,
  input: z.output<typeof inboundCall>,
  baseUrl: string,
): Promise<InboundResult> {
  const phoneNumber = context.store.phoneNumbers
    .all()
    .find(({ id, data }) =>
      input.phoneNumberId === undefined ? data.number === input.number : id === input.phoneNumberId,
    );
  if (phoneNumber === undefined) throw new ApiRefusal(404, "No organisation has that phone number");
  const record = newInboundRecord(context, { input, phoneNumber, baseUrl });
  context.store.calls.put(record);
  const { decision, latencyMilliseconds } = await decide(context, record, phoneNumber);
  startDecided(context, { record, phoneNumber, decision });
  return { callId: record.id, outcome: decision.kind, latencyMilliseconds };
}

type Inbound = { input: z.output<typeof inboundCall>; phoneNumber: Resource<SavedPhoneNumber>; baseUrl: string };

function newInboundRecord(context: SimulatorContext, { input, phoneNumber, baseUrl }: Inbound): SimulatedCall {
  const saved = context.store.assistants.find(phoneNumber.orgId, phoneNumber.data.assistantId ?? "");
  return newCallRecord({
    orgId: phoneNumber.orgId,
    fields: {
      type: "inboundPhoneCall",
      status: "ringing",
      phoneNumberId: phoneNumber.id,
      customer: { number: input.from },
    },
    choice: {
      persona: talkingPersona(input.persona ?? personaOfNumber(input.from)),
      faults: input.faults ?? [],
      pace: input.pace ?? context.pace,
    },
    carrier: phoneNumber.data.provider,
    monitorPlan: saved?.data.monitorPlan,
    receivedBody: undefined,
    baseUrl,
  });
}

/** Who calls is there to talk. */
function talkingPersona(persona: PersonaName): PersonaName {
  return persona === "voicemail" || persona === "no-answer" || persona === "busy" ? "address-and-birth" : persona;
}

async function decide(
  context: SimulatorContext,
  record: SimulatedCall,
  phoneNumber: Resource<SavedPhoneNumber>,
): Promise<{ decision: InboundDecision; latencyMilliseconds: number | null }> {
  const { assistantId } = phoneNumber.data;
  if (assistantId !== undefined) {
    return { decision: { kind: "assistant", assistantId, overrides: undefined }, latencyMilliseconds: null };
  }
  const { orgId, pace } = record;
  const subject = () => ({ call: record.call, assistant: undefined, phoneNumber, artifact: undefined });
  const courier = createCallCourier({ context, orgId, pace, faults: new Set(record.faults), subject });
  const answer = await courier.ask({
    type: "assistant-request",
    fields: {},
    isAlwaysSent: true,
    deadlineMilliseconds: context.assistantRequestDeadlineMilliseconds,
  });
  const decision = readAssistantRequestAnswer(answer);
  if (answer !== undefined && decision.kind === "refused") answer.record.problem = decision.endedReason;
  return { decision, latencyMilliseconds: answer?.latencyMilliseconds ?? null };
}

type Decided = { record: SimulatedCall; phoneNumber: Resource<SavedPhoneNumber>; decision: InboundDecision };

function startDecided(context: SimulatorContext, { record, phoneNumber, decision }: Decided): void {
  const { store } = context;
  const start = (change: Partial<ApiCall>, assistant: CallAssistant | undefined, startProblem?: string) => {
    const started = { ...record, call: { ...record.call, ...change } };
    store.calls.put(started);
    startCall(context, { record: started, assistant, phoneNumber }, { startProblem });
  };
  if (decision.kind === "refused" || decision.kind === "forwarded") {
    const isForwarded = decision.kind === "forwarded";
    const endedReason = isForwarded ? "assistant-request-returned-forwarding-phone-number" : decision.endedReason;
    const destination = isForwarded ? decision.destination : phoneNumber.data.fallbackDestination;
    start(destination === undefined ? {} : { destination }, undefined, endedReason);
    return;
  }
  const isSaved = decision.kind === "assistant";
  const id = isSaved ? decision.assistantId : undefined;
  const saved = isSaved ? store.assistants.find(record.orgId, decision.assistantId)?.data : decision.assistant;
  if (saved === undefined) {
    start({}, undefined, "assistant-request-returned-invalid-assistant");
    return;
  }
  const { overrides } = decision;
  const named = id === undefined ? { assistant: saved } : { assistantId: id };
  const change = { ...named, ...(overrides === undefined ? {} : { assistantOverrides: overrides }) };
  start(change, assembleCallAssistant(store, record.orgId, { id, saved, isSaved, overrides }));
}
