import { isDeepStrictEqual } from "node:util";
import type { CallTool } from "../webhooks/call-assistant";
import { type CallRun, templateValues } from "./call-run";
import { type Speaker, speechMilliseconds } from "./create-transcript";
import { encodeToolCalls, newToolCallId, type ToolRequest } from "./encode-tool-calls";
import { fillTemplate } from "./fill-template";
import { HangUp } from "./hang-up";
import { readToolResults, type ToolOutcome } from "./read-tool-results";

const GAP_MILLISECONDS = 250;
const DEFAULT_MAX_SECONDS = 600;
const TOOL_MILLISECONDS = 300;

export type ModelCall = { tool: CallTool; arguments: Readonly<Record<string, unknown>> };

/** What the two sides of a call do. Every method takes its time on the call's clock. */
export type Talk = {
  /** The assistant speaks. */
  say(text: string): Promise<void>;
  /** The client speaks. */
  hear(text: string): Promise<void>;
  /** The tool of that name, if the assistant has it. */
  findTool(name: string): CallTool | undefined;
  /** The model calls tools in one turn; outcomes in the same order. */
  callTools(uses: readonly ModelCall[]): Promise<ToolOutcome[]>;
};

export function createTalk(run: CallRun): Talk {
  let turn = 0;
  const tools = run.assistant?.tools ?? [];

  async function speak(role: Speaker, text: string): Promise<void> {
    const maxSeconds = run.assistant?.settings.maxDurationSeconds ?? DEFAULT_MAX_SECONDS;
    if (run.transcript.elapsedMilliseconds() > maxSeconds * 1000) throw new HangUp("exceeded-max-duration");
    const webRole = role === "bot" ? "assistant" : "user";
    run.courier.inform({ type: "speech-update", fields: { status: "started", role: webRole, turn } });
    await run.clock.sleep(speechMilliseconds(text));
    run.transcript.speak(role, text);
    run.courier.inform({
      type: "transcript",
      detail: webRole,
      fields: { role: webRole, transcriptType: "final", transcript: text },
    });
    run.courier.inform({ type: "speech-update", fields: { status: "stopped", role: webRole, turn } });
    run.courier.inform({ type: "conversation-update", fields: conversationFields(run) });
    run.transcript.pause(GAP_MILLISECONDS);
    turn += 1;
    await run.clock.sleep(GAP_MILLISECONDS);
  }

  async function callTools(uses: readonly ModelCall[]): Promise<ToolOutcome[]> {
    const requests = uses.map((use) => ({ id: newToolCallId(), tool: use.tool, arguments: finishArguments(run, use) }));
    run.transcript.callTools(requests.map(toTranscriptCall));
    const outcomes = new Map<string, ToolOutcome>();
    for (const group of groupByServer(requests)) {
      for (const [id, outcome] of await askGroup(run, group)) outcomes.set(id, outcome);
    }
    run.transcript.pause(TOOL_MILLISECONDS);
    await run.clock.sleep(TOOL_MILLISECONDS);
    return requests.map((request) => {
      const outcome = outcomes.get(request.id) ?? { kind: "none", problem: "no answer" };
      const result = outcome.kind === "none" ? "No result returned." : outcome.text;
      run.transcript.answerTool({ toolCallId: request.id, name: request.tool.name, result });
      return outcome;
    });
  }

  return {
    say: (text) => speak("bot", text),
    hear: (text) => speak("user", text),
    findTool: (name) => tools.find((tool) => tool.name === name),
    callTools,
  };
}

async function askGroup(run: CallRun, group: readonly ToolRequest[]): Promise<[string, ToolOutcome][]> {
  const [first] = group;
  const ids = group.map(({ id }) => id);
  const answer = await run.courier.ask(
    {
      type: "tool-calls",
      detail: group.map(({ tool }) => tool.name).join(", "),
      fields: encodeToolCalls(group, run.faults),
    },
    first?.tool,
  );
  if (answer === undefined) return ids.map((id) => [id, { kind: "none", problem: "no server" }]);
  const outcomes = readToolResults(answer, ids);
  const problems = outcomes.flatMap((outcome) => (outcome.kind === "none" ? [outcome.problem] : []));
  if (problems.length > 0) answer.record.problem = problems.join("; ");
  return outcomes.map((outcome, index) => [ids[index] ?? "", outcome]);
}

/** Static parameters of a tool are laid over what the model wrote; the model never sees them. */
function finishArguments(run: CallRun, use: ModelCall): Readonly<Record<string, unknown>> {
  const { definition } = use.tool;
  if (definition.type !== "function" || definition.parameters === undefined) return use.arguments;
  const values = templateValues(run);
  const fixed = definition.parameters.map(({ key, value }) => [
    key,
    typeof value === "string" ? fillTemplate(value, values) : value,
  ]);
  return { ...use.arguments, ...Object.fromEntries(fixed) };
}

function groupByServer(requests: readonly ToolRequest[]): ToolRequest[][] {
  const groups: ToolRequest[][] = [];
  for (const request of requests) {
    const group = groups.find(([first]) => isDeepStrictEqual(first?.tool.server, request.tool.server));
    if (group === undefined) groups.push([request]);
    else group.push(request);
  }
  return groups;
}

function toTranscriptCall(request: ToolRequest) {
  const written = JSON.stringify(request.arguments);
  return { id: request.id, type: "function", function: { name: request.tool.name, arguments: written } };
}

function conversationFields(run: CallRun) {
  const messages = [...run.transcript.messages()];
  const spoken = messages.filter(({ role }) => role === "bot" || role === "user");
  return {
    messages,
    messagesOpenAIFormatted: spoken.map((entry) => ({
      role: entry.role === "bot" ? "assistant" : "user",
      content: "message" in entry ? entry.message : "",
    })),
  };
}
