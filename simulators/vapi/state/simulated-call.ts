import { z } from "zod";
import { isFault } from "../control/faults";
import type { CallArtifact } from "../conversation/build-artifact";
import { isPersonaName } from "../conversation/personas";
import type { CallCosts } from "../conversation/price-call";
import type { AssistantInput, AssistantOverrides } from "../schema/assistant.schema";
import type { CallInput, Customer } from "../schema/call.schema";

export type CallStatus = "scheduled" | "queued" | "ringing" | "in-progress" | "forwarding" | "ended";

export type CallAnalysis = {
  summary?: string;
  structuredData?: Readonly<Record<string, unknown>>;
  successEvaluation?: string;
};

/** A call as the REST interface and `message.call` show it (`Call` of the reference). Instants are ISO 8601. */
export type ApiCall = {
  id: string;
  orgId: string;
  type: "outboundPhoneCall" | "inboundPhoneCall";
  status: CallStatus;
  createdAt: string;
  updatedAt: string;
  startedAt?: string;
  endedAt?: string;
  endedReason?: string;
  cost: number;
  costs?: CallCosts["costs"];
  costBreakdown?: CallCosts["costBreakdown"];
  assistantId?: string;
  assistant?: AssistantInput;
  assistantOverrides?: AssistantOverrides;
  phoneNumberId?: string;
  customer?: Customer;
  name?: string;
  schedulePlan?: NonNullable<CallInput["schedulePlan"]>;
  phoneCallProvider: string;
  phoneCallProviderId: string;
  phoneCallTransport: "pstn";
  transport: { conversationType: "voice"; provider: string };
  monitor?: { listenUrl?: string; controlUrl?: string };
  destination?: Readonly<Record<string, unknown>>;
  analysis?: CallAnalysis;
  artifact?: CallArtifact;
  compliance?: { recordingConsent: { type: string; grantedAt: string } };
};

/**
 * A call and what the simulator knows beside it. `pace` multiplies every wait. `receivedBody` is the body of the
 * `POST /call` as base64, null for an inbound call. `baseUrl` is where the caller reached the simulator.
 */
export const simulatedCall = z.object({
  id: z.string(),
  orgId: z.string(),
  // The state file is written by this program alone, from values of this type.
  call: z.custom<ApiCall>((value) => typeof value === "object" && value !== null && "status" in value),
  persona: z.string().refine(isPersonaName),
  faults: z.array(z.string().refine(isFault)),
  pace: z.number(),
  receivedBody: z.string().nullable(),
  baseUrl: z.string(),
});

export type SimulatedCall = z.output<typeof simulatedCall>;
