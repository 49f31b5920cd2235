import { z } from "zod";
import { parseAnswer } from "../webhooks/parse-answer";

export type ToolOutcome = { kind: "result" | "error"; text: string } | { kind: "none"; problem: string };

const answerShape = z.object({
  results: z.array(
    z.looseObject({ toolCallId: z.string(), result: z.unknown().optional(), error: z.unknown().optional() }),
  ),
});

/**
 * What the model hears of a tool, by the provider's rules: any status but 200 is ignored, a result is found by its
 * `toolCallId`, and only a single-line string counts. Everything else is "no result returned".
 */
export function readToolResults(
  answer: { status: number | null; text: string },
  toolCallIds: readonly string[],
): ToolOutcome[] {
  const refuseAll = (problem: string): ToolOutcome[] => toolCallIds.map(() => ({ kind: "none", problem }));
  if (answer.status === null) return refuseAll("no answer");
  if (answer.status !== 200) return refuseAll(`status ${answer.status} is ignored`);
  const parsed = answerShape.safeParse(parseAnswer(answer.text));
  if (!parsed.success) return refuseAll("the body is not { results: [{ toolCallId, … }] }");
  const { results } = parsed.data;
  return toolCallIds.map((id) => {
    const found = results.find(({ toolCallId }) => toolCallId === id);
    return found === undefined ? { kind: "none", problem: `no result for ${id}` } : readOne(found);
  });
}

function readOne(found: { result?: unknown; error?: unknown }): ToolOutcome {
  const kind = found.error === undefined || found.error === null ? "result" : "error";
  const text = found[kind];
  if (typeof text !== "string") return { kind: "none", problem: `${kind} must be a string` };
  if (/[\r\n]/.test(text)) return { kind: "none", problem: `${kind} must be a single line` };
  return { kind, text };
}
