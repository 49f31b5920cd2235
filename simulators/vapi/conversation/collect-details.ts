import type { CallFacts } from "./call-facts";
import type { CallRun } from "./call-run";
import type { Talk } from "./create-talk";
import { knownFieldOf, wordsOfField } from "./known-field";
import { LINES, type Lines } from "./lines";
import type { KnownField } from "./people";
import { readMissingFields, readMissingFlags } from "./read-missing-fields";
import type { ToolOutcome } from "./read-tool-results";

const MAX_QUESTIONS = 8;

type CollectingPersona = "address-and-birth" | "all-details" | "spanish" | "rambling";

const KNOWN_BY: Readonly<Record<CollectingPersona, readonly KnownField[]>> = {
  "address-and-birth": ["address", "date_of_birth"],
  "all-details": ["address", "date_of_birth", "email", "employer", "insurance"],
  spanish: ["address", "date_of_birth", "email"],
  rambling: ["address", "date_of_birth", "email", "employer", "insurance"],
};

/** `name` is the field as the firm's tool calls it. */
type Question = { name: string; field: KnownField | undefined };

/** Asks for each field that the firm still lacks, and writes down what this client can answer. */
export async function collectDetails(
  run: CallRun,
  talk: Talk,
  scene: { facts: CallFacts; persona: CollectingPersona },
): Promise<void> {
  const { facts, persona } = scene;
  const questions = (await listMissing(run, talk)).slice(0, MAX_QUESTIONS).map((name) => {
    const field = knownFieldOf(name);
    return { name, field: field !== undefined && KNOWN_BY[persona].includes(field) ? field : undefined };
  });
  const isRambling = persona === "rambling";
  while (questions.length > 0) {
    const [question, next] = questions;
    if (question === undefined) return;
    questions.shift();
    if (isRambling && question.field === "address") await correctOneself(run, talk, { facts, question });
    else if (isRambling && question.field !== undefined && next?.field !== undefined) {
      questions.shift();
      await answer(run, talk, { facts, asked: question, given: [question, next] });
    } else await answer(run, talk, { facts, asked: question, given: [question] });
  }
}

/** What `get_missing_information` lists; without that tool, what the call's `has…` flags say. */
export async function listMissing(run: CallRun, talk: Talk): Promise<string[]> {
  const fromFlags = readMissingFlags(run.assistant?.variables ?? {});
  const tool = talk.findTool("get_missing_information");
  if (tool === undefined) return fromFlags;
  const [outcome] = await talk.callTools([{ tool, arguments: {} }]);
  return outcome?.kind === "result" ? (readMissingFields(outcome.text) ?? []) : [];
}

type Answering = { facts: CallFacts; asked: Question; given: readonly Question[] };

async function answer(run: CallRun, talk: Talk, { facts, asked, given }: Answering): Promise<void> {
  const lines = LINES[run.language];
  await talk.say(asked.field === undefined ? lines.askOther(wordsOfField(asked.name)) : lines.ask[asked.field]);
  const known = given.flatMap(({ name, field }) => (field === undefined ? [] : [{ name, field }]));
  if (known.length === 0) return await talk.hear(lines.doNotKnow);
  const digression = known.length > 1 ? `${DIGRESSION[run.language]} ` : "";
  await talk.hear(digression + known.map(({ field }) => spokenAnswer(run, lines, field)).join(" "));
  await saveDetails(run, talk, {
    facts,
    details: known.map(({ name, field }) => ({ name, value: run.person[field].value })),
  });
}

const DIGRESSION = {
  en: "Oh, let me think, it has been such a week, my sister was here with the children and the car broke down. Anyway.",
  es: "Ay, déjeme pensar, qué semana he tenido, vino mi hermana con los niños y se descompuso el carro. En fin.",
} as const;

/** The client first gives the old address and puts it right in the next sentence, so the field is written twice. */
async function correctOneself(
  run: CallRun,
  talk: Talk,
  { facts, question }: { facts: CallFacts; question: Question },
): Promise<void> {
  const lines = LINES[run.language];
  const old = "220 South Mill Avenue, Tempe, Arizona 85281";
  await talk.say(lines.ask.address);
  await talk.hear(`${DIGRESSION[run.language]} ${lines.answer.address(old)}`);
  await saveDetails(run, talk, { facts, details: [{ name: question.name, value: old }] });
  const correction = run.language === "es" ? "No, perdón, ahí vivía antes." : "No, wait, that was before we moved.";
  await talk.hear(`${correction} ${spokenAnswer(run, lines, "address")}`);
  await saveDetails(run, talk, { facts, details: [{ name: question.name, value: run.person.address.value }] });
}

function spokenAnswer(run: CallRun, lines: Lines, field: KnownField): string {
  const detail = run.person[field];
  return lines.answer[field](run.language === "es" ? detail.spokenEs : detail.spoken);
}

async function saveDetails(
  run: CallRun,
  talk: Talk,
  { facts, details }: { facts: CallFacts; details: readonly { name: string; value: string }[] },
): Promise<void> {
  const tool = talk.findTool("save_case_detail");
  if (tool === undefined) return;
  const outcomes = await talk.callTools(
    details.map(({ name, value }) => ({ tool, arguments: { field: name, value } })),
  );
  for (const [index, outcome] of outcomes.entries()) note(facts, details[index]?.name, outcome);
  if (outcomes.some(({ kind }) => kind === "error")) await talk.say(LINES[run.language].notNoted);
}

function note(facts: CallFacts, name: string | undefined, outcome: ToolOutcome): void {
  if (outcome.kind === "result" && name !== undefined && !facts.saved.includes(name)) facts.saved.push(name);
}
