import type { SimulatedCall } from "../state/simulated-call";
import { analyseCall } from "./analyse-call";
import { buildFinalArtifact } from "./build-artifact";
import { createCallClock } from "./call-clock";
import { type CallFacts, noFacts } from "./call-facts";
import { type CallRun, changeCall, templateValues } from "./call-run";
import { createTranscript } from "./create-transcript";
import { fillTemplate } from "./fill-template";
import { forgeForeignCall } from "./forge-foreign-call";
import { HangUp } from "./hang-up";
import { priceCall } from "./price-call";
import { runConversation } from "./run-conversation";

const QUEUED_MILLISECONDS = 400;
const RINGING_MILLISECONDS = 1600;
const UNANSWERED_MILLISECONDS = 3000;
const ANALYSIS_MILLISECONDS = 1500;

export type StartOptions = {
  /** Why the call cannot be placed, as its `endedReason`. */
  startProblem?: string | undefined;
  /** A pause before the first webhook, so that it does not overtake the answer to `POST /call`. Not paced. */
  leadMilliseconds?: number | undefined;
};

/**
 * The life of one call: queued → ringing → in-progress → (forwarding) → ended → end-of-call report, each told to the
 * server. Settles when the last webhook has been answered. A closing simulator leaves the call as it is.
 */
export async function runCall(run: CallRun, options: StartOptions): Promise<void> {
  try {
    await endCall(run, await liveUntilEnd(run, options));
  } catch (error) {
    if (!run.context.closing.aborted) throw error;
  }
  await run.courier.settle();
}

async function liveUntilEnd(run: CallRun, { startProblem, leadMilliseconds }: StartOptions): Promise<CallFacts> {
  try {
    if (leadMilliseconds !== undefined) await createCallClock(1, run.clock.signal).sleep(leadMilliseconds);
    await waitForSchedule(run);
    if (startProblem !== undefined && run.record.call.destination !== undefined) tellForwarding(run);
    const reason = startProblem ?? (await connect(run));
    if (reason !== undefined) return noFacts(reason);
    answerCall(run);
    const { persona } = run.record;
    if (persona === "busy" || persona === "no-answer") return noFacts("customer-did-not-answer");
    return await runConversation(run, persona);
  } catch (error) {
    if (error instanceof HangUp) return noFacts(error.endedReason);
    throw error;
  }
}

async function waitForSchedule(run: CallRun): Promise<void> {
  const { schedulePlan, status } = run.record.call;
  if (schedulePlan === undefined || status !== "scheduled") return;
  tellStatus(run, "scheduled");
  const patient = createCallClock(1, run.clock.signal);
  const left = () => Date.parse(schedulePlan.earliestAt) - Date.now();
  while (left() > 0) await patient.sleep(Math.min(left(), 3_600_000));
}

/** Rings; gives the `endedReason` when nobody can be reached. */
async function connect(run: CallRun): Promise<string | undefined> {
  const plan = run.assistant?.settings.compliancePlan?.recordingConsentPlan;
  if (run.record.call.type === "outboundPhoneCall") {
    tellStatus(run, "queued");
    if (plan !== undefined && !run.faults.has("recording-consent-granted")) {
      return "call.start.error-enterprise-feature-not-available-recording-consent";
    }
    await run.clock.sleep(QUEUED_MILLISECONDS);
  }
  tellStatus(run, "ringing");
  await run.clock.sleep(RINGING_MILLISECONDS);
  if (run.record.persona === "busy") return "customer-busy";
  if (run.record.persona !== "no-answer") return undefined;
  await run.clock.sleep(UNANSWERED_MILLISECONDS);
  return "customer-did-not-answer";
}

function answerCall(run: CallRun): void {
  const now = Date.now();
  const { settings } = run.assistant ?? {};
  const prompts = (settings?.model?.messages ?? []).filter(({ role }) => role === "system");
  const systemPrompt = fillTemplate(prompts.map(({ content }) => content ?? "").join("\n"), templateValues(run));
  run.transcript = createTranscript({ at: now, pace: run.clock.pace, systemPrompt });
  changeCall(run, { startedAt: new Date(now).toISOString() });
  tellStatus(run, "in-progress");
  run.courier.inform({ type: "assistant.started", fields: {} });
  if (run.faults.has("unknown-type")) {
    run.courier.inform({ type: "call.weather-report", fields: { outlook: "fair" }, isAlwaysSent: true });
  }
  if (run.faults.has("cross-tenant-call-id")) forgeForeignCall(run);
}

function tellStatus(run: CallRun, status: SimulatedCall["call"]["status"]): void {
  changeCall(run, { status });
  run.courier.inform({ type: "status-update", detail: status, fields: { status } });
}

function tellForwarding(run: CallRun): void {
  const { destination } = run.record.call;
  changeCall(run, { status: "forwarding" });
  run.courier.inform({ type: "status-update", detail: "forwarding", fields: { status: "forwarding", destination } });
}

async function endCall(run: CallRun, facts: CallFacts): Promise<void> {
  const { assistant, transcript, faults, context, record } = run;
  const settings = assistant?.settings;
  const endedReason = faults.has("unknown-ended-reason") ? "call.in-progress.error-not-in-any-list" : facts.endedReason;
  const spoken = transcript.messages().filter(({ role }) => role === "bot" || role === "user");
  const price = priceCall({
    milliseconds: transcript.elapsedMilliseconds(),
    spokenByBot: spoken.reduce((sum, entry) => sum + (entry.role === "bot" ? entry.message.length : 0), 0),
    hasAnalysis: spoken.length > 1,
  });
  const endedAt = new Date().toISOString();
  changeCall(run, { status: "ended", endedAt, endedReason, ...price });
  run.courier.inform({ type: "status-update", detail: "ended", fields: { status: "ended", endedReason } });
  const { call } = run.record;
  const analysis = analyseCall(facts, spoken.length, settings?.analysisPlan);
  const files = `${record.baseUrl}/simulator/files/${record.id}`;
  const carrier = run.phoneNumber?.data.provider ?? "twilio";
  const artifact = buildFinalArtifact(
    { messages: transcript.messages(), plan: settings?.artifactPlan, variables: assistant?.variables ?? {} },
    files,
    carrier,
  );
  const grantedAt = call.startedAt;
  const isRecordingAgreed = faults.has("recording-consent-granted") && grantedAt !== undefined;
  const compliance = isRecordingAgreed ? { compliance: { recordingConsent: { type: "verbal", grantedAt } } } : {};
  await createCallClock(run.clock.pace, context.closing).sleep(ANALYSIS_MILLISECONDS);
  changeCall(run, { analysis, artifact, ...compliance });
  run.courier.inform({
    type: "end-of-call-report",
    detail: endedReason,
    fields: {
      endedReason,
      endedAt,
      ...(call.startedAt === undefined ? {} : { startedAt: call.startedAt }),
      ...(call.destination === undefined ? {} : { destination: call.destination }),
      cost: price.cost,
      costs: price.costs,
      analysis,
      ...compliance,
      ...padding(run),
    },
  });
}

/** A report grows in life by what the model was told; these two grow past usual limits. */
function padding(run: CallRun): Readonly<Record<string, unknown>> {
  const mebibytes = run.faults.has("huge-body") ? 6 : run.faults.has("large-body") ? 2 : 0;
  return mebibytes === 0 ? {} : { transcript: "User: and so on.".repeat((mebibytes * 1_048_576) / 16) };
}
