import { z } from "zod";
import { parseAnswer } from "../webhooks/parse-answer";
import type { CallFacts } from "./call-facts";
import { type CallRun, changeCall } from "./call-run";
import { chooseArguments } from "./choose-arguments";
import type { Talk } from "./create-talk";
import { LINES } from "./lines";

const destinationAnswer = z.object({ destination: z.looseObject({ type: z.string() }) });

/**
 * The client asks for a person. The firm's `transfer_to_staff` function is called if the assistant has it; a `transferCall`
 * tool without destinations asks the server where to (`transfer-destination-request`) and forwards the call there.
 */
export async function transferCall(run: CallRun, talk: Talk, facts: CallFacts): Promise<CallFacts> {
  const lines = LINES[run.language];
  await talk.hear(lines.transfer);
  const tool = talk.findTool("transfer_to_staff");
  if (tool?.definition.type === "function") {
    const wanted = { reason: ["The client asked to speak to a person."] };
    await talk.callTools([{ tool, arguments: chooseArguments(tool.definition, wanted) }]);
  }
  const destination = await findDestination(run);
  if (destination === undefined) {
    await talk.say(lines.transferLater);
    return { ...facts, wantsTransfer: true };
  }
  await talk.say(lines.transferring);
  changeCall(run, { status: "forwarding", destination });
  run.courier.inform({
    type: "status-update",
    detail: "forwarding",
    fields: { status: "forwarding", destination },
  });
  await run.clock.sleep(1000);
  return { ...facts, wantsTransfer: true, endedReason: "assistant-forwarded-call" };
}

async function findDestination(run: CallRun): Promise<Readonly<Record<string, unknown>> | undefined> {
  const tool = run.assistant?.tools.find(({ definition }) => definition.type === "transferCall");
  if (tool?.definition.type !== "transferCall") return undefined;
  const [listed] = tool.definition.destinations ?? [];
  if (listed !== undefined) return listed;
  const answer = await run.courier.ask({ type: "transfer-destination-request", fields: {} });
  if (answer === undefined) return undefined;
  const parsed = destinationAnswer.safeParse(answer.status === 200 ? parseAnswer(answer.text) : undefined);
  if (!parsed.success) answer.record.problem = "no destination in the answer";
  return parsed.data?.destination;
}
