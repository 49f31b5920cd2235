import { randomBytes } from "node:crypto";
import type { CallChoice } from "../control/next-call-plans";
import type { PersonaName } from "../conversation/personas";
import type { AssistantInput } from "../schema/assistant.schema";
import type { ApiCall, SimulatedCall } from "./simulated-call";
import { uuidV7 } from "./uuid-v7";

type CallFields = Pick<ApiCall, "type" | "status" | "assistantId" | "phoneNumberId" | "customer" | "name"> &
  Pick<ApiCall, "assistantOverrides" | "schedulePlan">;

type Circumstances = {
  orgId: string;
  fields: CallFields;
  choice: CallChoice & { persona: PersonaName; pace: number };
  /** Provider of the phone number. */
  carrier: string;
  monitorPlan: AssistantInput["monitorPlan"];
  receivedBody: Uint8Array | undefined;
  baseUrl: string;
};

/** A call as it is at its creation. Live listening and control are on unless the assistant turns them off. */
export function newCallRecord({ orgId, fields, choice, ...rest }: Circumstances): SimulatedCall {
  const id = uuidV7(Date.now());
  const now = new Date().toISOString();
  const isTwilio = rest.carrier === "twilio" || rest.carrier === "vapi";
  const control = `${rest.baseUrl}/simulator/calls/${id}`;
  const monitor = {
    ...(rest.monitorPlan?.listenEnabled === false ? {} : { listenUrl: `${control.replace(/^http/, "ws")}/listen` }),
    ...(rest.monitorPlan?.controlEnabled === false ? {} : { controlUrl: `${control}/control` }),
  };
  const call: ApiCall = {
    id,
    orgId,
    createdAt: now,
    updatedAt: now,
    cost: 0,
    ...fields,
    phoneCallProvider: isTwilio ? "twilio" : rest.carrier,
    phoneCallProviderId: `CA${randomBytes(16).toString("hex")}`,
    phoneCallTransport: "pstn",
    transport: { conversationType: "voice", provider: isTwilio ? "twilio" : rest.carrier },
    ...(Object.keys(monitor).length === 0 ? {} : { monitor }),
  };
  return {
    id,
    orgId,
    call,
    persona: choice.persona,
    faults: [...choice.faults],
    pace: choice.pace,
    receivedBody: rest.receivedBody === undefined ? null : Buffer.from(rest.receivedBody).toString("base64"),
    baseUrl: rest.baseUrl,
  };
}
