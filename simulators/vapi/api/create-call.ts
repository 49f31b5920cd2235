import { setTimeout as wait } from "node:timers/promises";
import { ConnectionDropped } from "../../http/connection-dropped";
import type { CallRun } from "../conversation/call-run";
import { isPersonaName, personaOfNumber } from "../conversation/personas";
import { startCall } from "../conversation/start-call";
import { type CallInput, callInput } from "../schema/call.schema";
import type { SimulatorContext } from "../simulator-context";
import { newCallRecord } from "../state/new-call-record";
import type { ApiCall } from "../state/simulated-call";
import { assembleCallAssistant } from "../webhooks/call-assistant";
import { ApiRefusal } from "./api-refusal";
import { parseBody, parseJson } from "./parse-body";

const LEAD_MILLISECONDS = 20;
const SLOW_MILLISECONDS = 10_000;

/** Properties of `CreateCallDto` that exist with the real provider and that no call can use here. */
const NOT_SIMULATED = [
  "assistant",
  "squadId",
  "squad",
  "workflowId",
  "workflow",
  "phoneNumber",
  "customerId",
  "customers",
] as const;

/** `body` is what came over the wire. */
export type CallRequest = { orgId: string; request: Request; body: Uint8Array };

/**
 * `POST /call`: creates a call from a saved assistant and number, starts its timeline and answers 201 with the call,
 * `subscriptionLimits`, and `monitor` where the assistant allows it. The headers `x-simulator-persona` and
 * `x-simulator-pace` choose for one call what the control page chooses for the next.
 * @throws ApiRefusal 400 for a body that the provider would refuse; 429 or 500 when that fault was asked for
 * @throws ConnectionDropped when the answer is to be lost
 */
export async function createCall(context: SimulatorContext, { orgId, request, body }: CallRequest): Promise<Response> {
  const input = parseBody(callInput, parseJson(body));
  const { assistant, phoneNumber } = findParties(context, orgId, input);
  const plan = context.plans.take({ orgId, number: input.customer?.number });
  if (plan.faults.includes("rate-limited")) throw new ApiRefusal(429, "Too many requests", { "retry-after": "2" });
  const record = newCallRecord({
    orgId,
    fields: fieldsOf(input),
    choice: {
      persona: plan.persona ?? readPersona(request) ?? personaOfNumber(input.customer?.number),
      faults: plan.faults,
      pace: plan.pace ?? readPace(request) ?? context.pace,
    },
    carrier: phoneNumber.data.provider,
    monitorPlan: assistant.settings.monitorPlan,
    receivedBody: body,
    baseUrl: new URL(request.url).origin,
  });
  const { limits, startProblem } = takeSlot(context, orgId);
  context.store.calls.put(record);
  const leadMilliseconds = record.faults.includes("webhook-before-201") ? undefined : LEAD_MILLISECONDS;
  const run = startCall(context, { record, assistant, phoneNumber }, { startProblem, leadMilliseconds });
  await spoilAnswer(run);
  return Response.json({ ...record.call, subscriptionLimits: limits }, { status: 201 });
}

function findParties(context: SimulatorContext, orgId: string, input: CallInput) {
  const { store } = context;
  const problems: string[] = NOT_SIMULATED.filter((name) => input[name] !== undefined).map(
    (name) => `${name} is not simulated: a call needs a saved assistantId, a phoneNumberId and a customer`,
  );
  const saved = store.assistants.find(orgId, input.assistantId ?? "");
  const phoneNumber = store.phoneNumbers.find(orgId, input.phoneNumberId ?? "");
  if (problems.length === 0) {
    if (saved === undefined) problems.push("Couldn't Get Assistant. `assistantId` Is Missing Or Does Not Exist.");
    if (phoneNumber === undefined) {
      problems.push("Couldn't Get Phone Number. `phoneNumberId` Is Missing Or Does Not Exist.");
    }
    if (input.customer?.number === undefined) problems.push("Couldn't Get Customer. Need `customer.number`.");
  }
  if (saved === undefined || phoneNumber === undefined || problems.length > 0) throw new ApiRefusal(400, problems);
  const overrides = input.assistantOverrides;
  const assistant = assembleCallAssistant(store, orgId, { id: saved.id, saved: saved.data, isSaved: true, overrides });
  return { assistant, phoneNumber };
}

function fieldsOf(input: CallInput): Pick<ApiCall, "type" | "status"> & Partial<ApiCall> {
  const { assistantId, phoneNumberId, customer, assistantOverrides, name, schedulePlan } = input;
  const isLater = schedulePlan !== undefined && Date.parse(schedulePlan.earliestAt) > Date.now();
  return {
    type: "outboundPhoneCall",
    status: isLater ? "scheduled" : "queued",
    ...(assistantId === undefined ? {} : { assistantId }),
    ...(phoneNumberId === undefined ? {} : { phoneNumberId }),
    ...(customer === undefined ? {} : { customer }),
    ...(assistantOverrides === undefined ? {} : { assistantOverrides }),
    ...(name === undefined ? {} : { name }),
    ...(schedulePlan === undefined ? {} : { schedulePlan }),
  };
}

/** `concurrencyBlocked` in a 201 means that the call did not start. */
function takeSlot(context: SimulatorContext, orgId: string) {
  const active = [...context.running.values()].filter((call) => call.orgId === orgId).length;
  const isBlocked = active >= context.concurrencyLimit;
  const limits = {
    concurrencyBlocked: isBlocked,
    concurrencyLimit: context.concurrencyLimit,
    remainingConcurrentCalls: Math.max(0, context.concurrencyLimit - active - 1),
  };
  const startProblem = isBlocked ? ("call.start.error-subscription-concurrency-limit-reached" as const) : undefined;
  return { limits, startProblem };
}

async function spoilAnswer({ faults, courier, clock }: CallRun): Promise<void> {
  if (faults.has("webhook-before-201")) await courier.settle();
  if (faults.has("slow")) await wait(SLOW_MILLISECONDS * clock.pace);
  if (faults.has("error-after-create")) throw new ApiRefusal(500, "Internal server error");
  if (faults.has("lost-answer")) throw new ConnectionDropped();
}

function readPersona(request: Request) {
  const name = request.headers.get("x-simulator-persona");
  if (name === null) return undefined;
  if (!isPersonaName(name)) throw new ApiRefusal(400, `x-simulator-persona ${name} is not known`);
  return name;
}

function readPace(request: Request): number | undefined {
  const pace = Number(request.headers.get("x-simulator-pace") ?? Number.NaN);
  return Number.isFinite(pace) && pace >= 0 && pace <= 20 ? pace : undefined;
}
