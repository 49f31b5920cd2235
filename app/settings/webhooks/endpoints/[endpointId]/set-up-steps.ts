import type { EndpointMode } from "@/lib/domain/webhook-endpoints/provider-modes.schema";

const NUMBERS = ["one", "two", "three", "four"] as const;
type StepNumber = (typeof NUMBERS)[number];

/** How many steps each set of instructions has; the texts are `webhook-endpoints.setUp.steps`. */
const LENGTHS = {
  twilio: 4,
  ghl: 3,
  ghlRelay: 2,
  ghlWorkflow: 3,
  aloware: 3,
  evolution: 4,
  makeKey: 3,
  standard: 3,
  timestamped: 2,
  clio: 3,
  vapi: 2,
} as const;

type StepSet = keyof typeof LENGTHS;
type StepKey = {
  [Name in StepSet]: `steps.${Name}.${(typeof LENGTHS)[Name] extends 2 ? "one" | "two" : (typeof LENGTHS)[Name] extends 3 ? "one" | "two" | "three" : StepNumber}`;
}[StepSet];

/** The keys of the steps that set a sender up for a mode, and the word by which one of them tells its modes apart. */
export function setUpSteps(provider: string, mode: EndpointMode): { keys: StepKey[]; variant: string } {
  const set = setOf(provider, mode);
  const keys = NUMBERS.slice(0, LENGTHS[set]).map((number) => `steps.${set}.${number}` as StepKey);
  return { keys, variant: VARIANTS[mode] ?? "relay" };
}

const VARIANTS: Partial<Record<EndpointMode, string>> = {
  basic: "basic",
  bearer: "bearer",
  "evolution-jwt": "jwt",
  "evolution-jwt-header": "both",
  "secret-header": "header",
};

function setOf(provider: string, mode: EndpointMode): StepSet {
  switch (provider) {
    case "twilio":
    case "aloware":
    case "evolution":
    case "clio":
    case "vapi":
      return provider;
    case "ghl":
      return ghlSet(mode);
    default:
      return genericSet(mode);
  }
}

function ghlSet(mode: EndpointMode): StepSet {
  if (mode === "ghl-ed25519") return "ghl";
  return mode === "body-hmac" ? "ghlRelay" : "ghlWorkflow";
}

function genericSet(mode: EndpointMode): StepSet {
  if (mode === "make-apikey") return "makeKey";
  return mode === "timestamped-hmac" ? "timestamped" : "standard";
}
