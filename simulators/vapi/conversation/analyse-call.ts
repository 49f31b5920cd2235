import type { AssistantInput } from "../schema/assistant.schema";
import type { CallAnalysis } from "../state/simulated-call";
import type { CallFacts } from "./call-facts";
import { wordsOfField } from "./known-field";

const MIN_MESSAGES = 2;

/**
 * `analysis` of the end-of-call report. Like the provider's it is empty below two messages, has a summary and an evaluation
 * unless the plan turns them off, and structured data only when `structuredDataPlan.enabled` is true.
 */
export function analyseCall(
  facts: CallFacts,
  spokenMessages: number,
  plan: AssistantInput["analysisPlan"],
): CallAnalysis {
  if (spokenMessages < (plan?.minMessagesThreshold ?? MIN_MESSAGES)) return {};
  const isSuccess = facts.saved.length > 0 || facts.wantsCallback || facts.wantsTransfer;
  return {
    ...(plan?.summaryPlan?.enabled === false ? {} : { summary: summarise(facts) }),
    ...(plan?.structuredDataPlan?.enabled === true
      ? { structuredData: extractData(facts, plan.structuredDataPlan.schema?.properties) }
      : {}),
    ...(plan?.successEvaluationPlan?.enabled === false ? {} : { successEvaluation: String(isSuccess) }),
  };
}

function summarise(facts: CallFacts): string {
  if (facts.endedReason === "voicemail") return "The call reached a voicemail box. No information was gathered.";
  if (facts.identity === "denied") return "The person who answered is not the client. The number appears to be wrong.";
  if (facts.wantsStop) return "The person asked not to be called any more.";
  const sentences = [facts.identity === "confirmed" ? "The client confirmed who they are." : "A person answered."];
  if (facts.saved.length > 0) sentences.push(`The client gave: ${facts.saved.map(wordsOfField).join(", ")}.`);
  if (facts.wantsCallback) sentences.push("The client was driving and asked for a call back.");
  if (facts.wantsTransfer) sentences.push("The client asked to speak to a member of staff.");
  return sentences.join(" ");
}

/** Fills the firm's own schema where a property names something that is known; every fact when there is no schema. */
function extractData(
  facts: CallFacts,
  properties: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  const known: Readonly<Record<string, unknown>> = {
    identityConfirmed: facts.identity === "confirmed",
    wrongPerson: facts.identity === "denied",
    wantsCallback: facts.wantsCallback,
    callbackRequested: facts.wantsCallback,
    wantsStop: facts.wantsStop,
    stopRequested: facts.wantsStop,
    optOut: facts.wantsStop,
    wantsTransfer: facts.wantsTransfer,
    collectedFields: facts.saved,
    summary: summarise(facts),
  };
  if (properties === undefined) return known;
  const plain = (name: string) => name.replace(/_/g, "").toLowerCase();
  const data = Object.keys(properties).flatMap((name) => {
    const found = Object.entries(known).find(([key]) => plain(key) === plain(name));
    return found === undefined ? [] : [[name, found[1]] as const];
  });
  return Object.fromEntries(data);
}
