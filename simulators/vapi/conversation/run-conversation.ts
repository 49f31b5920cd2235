import { type CallFacts, noFacts } from "./call-facts";
import { type CallRun, templateValues } from "./call-run";
import { chooseArguments } from "./choose-arguments";
import { collectDetails } from "./collect-details";
import { createTalk, type Talk } from "./create-talk";
import { fillTemplate } from "./fill-template";
import { type Language, LINES } from "./lines";
import type { PersonaName } from "./personas";
import { provokeAssistant } from "./provoke-assistant";
import { transferCall } from "./transfer-call";

type TalkingPersona = Exclude<PersonaName, "no-answer" | "busy">;

/**
 * Plays the assistant and the client from the first word to the hang-up. The assistant behaves as a model does that has
 * the firm's tools: it calls only tools that it lists, asks for exactly the fields that `get_missing_information` names,
 * and writes down each answer right after the client's words.
 */
export async function runConversation(run: CallRun, persona: TalkingPersona): Promise<CallFacts> {
  const talk = createTalk(run);
  const facts = noFacts("customer-ended-call");
  if (persona === "voicemail") return await leaveVoicemail(run, talk, facts);
  await open(run, talk, persona);
  if (persona === "wrong-person") return await sayWrongPerson(run, talk, facts);
  if (persona === "stop-calling") return await stopContact(run, talk, facts);
  facts.identity = "confirmed";
  await confirmIdentity(talk, ["yes", "confirmed", "correct", "match", true]);
  switch (persona) {
    case "callback":
      return await askForCallback(run, talk, facts);
    case "transfer":
      return await transferCall(run, talk, facts);
    case "hostile":
      await provokeAssistant(run, talk, facts);
      break;
    case "address-and-birth":
    case "all-details":
    case "spanish":
    case "rambling":
      await collectDetails(run, talk, { facts, persona });
      break;
  }
  await talk.say(run.assistant?.settings.endCallMessage ?? LINES[run.language].closing);
  await talk.hear(LINES[run.language].goodbye);
  if (talk.findTool("endCall") !== undefined) facts.endedReason = "assistant-ended-call";
  return facts;
}

/** The language that the call's variables ask for. */
export function languageOfVariables(variables: Readonly<Record<string, unknown>>): Language {
  const wish = variables["language"] ?? variables["preferredLanguage"] ?? variables["preferred_language"];
  return /^(es\b|spanish|español)/i.test(String(wish ?? "")) ? "es" : "en";
}

async function open(run: CallRun, talk: Talk, persona: TalkingPersona): Promise<void> {
  const { settings } = run.assistant ?? {};
  const values = templateValues(run);
  if (settings?.firstMessageMode !== "assistant-waits-for-user") await talk.say(firstMessage(run, values));
  if (persona === "spanish" && run.language === "en") {
    run.language = "es";
    await talk.hear(`${LINES.es.yesItIsMe(nameOf(run))} ¿Podemos hablar en español, por favor?`);
    run.courier.inform({ type: "language-change-detected", detail: "es", fields: { language: "es" } });
    return;
  }
  if (persona === "wrong-person" || persona === "stop-calling") return;
  const lines = LINES[run.language];
  const isInbound = run.record.call.type === "inboundPhoneCall";
  await talk.hear(isInbound ? lines.inboundOpening(nameOf(run)) : lines.yesItIsMe(nameOf(run)));
}

function firstMessage(run: CallRun, values: Readonly<Record<string, unknown>>): string {
  const saved = fillTemplate(run.assistant?.settings.firstMessage ?? "", values).trim();
  if (saved !== "") return saved;
  const firm = values["firmName"] ?? values["firm_name"];
  return LINES[run.language].greeting(typeof firm === "string" ? firm : "the law firm");
}

function nameOf(run: CallRun): string {
  const values = run.assistant?.variables ?? {};
  const given = values["firstName"] ?? values["first_name"] ?? run.record.call.customer?.name?.split(" ")[0];
  return typeof given === "string" && given !== "" ? given : run.person.firstName;
}

async function confirmIdentity(talk: Talk, answers: readonly (string | boolean)[]): Promise<void> {
  const tool = talk.findTool("confirm_identity");
  if (tool === undefined) return;
  await talk.callTools([{ tool, arguments: chooseArguments(tool.definition, { answer: answers }) }]);
}

async function leaveVoicemail(run: CallRun, talk: Talk, facts: CallFacts): Promise<CallFacts> {
  await talk.hear(LINES[run.language].voicemailGreeting(nameOf(run)));
  const message = fillTemplate(run.assistant?.settings.voicemailMessage ?? "", templateValues(run));
  if (message !== "") await talk.say(message);
  return { ...facts, endedReason: "voicemail" };
}

async function sayWrongPerson(run: CallRun, talk: Talk, facts: CallFacts): Promise<CallFacts> {
  await talk.hear(LINES[run.language].wrongPerson);
  await confirmIdentity(talk, ["no", "wrong_person", "wrong person", "denied", false]);
  await talk.say(LINES[run.language].wrongPersonApology);
  return { ...facts, identity: "denied" };
}

async function stopContact(run: CallRun, talk: Talk, facts: CallFacts): Promise<CallFacts> {
  await talk.hear(LINES[run.language].stop);
  const tool = talk.findTool("stop_contacting");
  if (tool !== undefined) {
    const scope = ["calls", "call", "voice", "phone", "all"];
    await talk.callTools([{ tool, arguments: chooseArguments(tool.definition, { scope }) }]);
  }
  await talk.say(LINES[run.language].stopNoted);
  return { ...facts, wantsStop: true };
}

async function askForCallback(run: CallRun, talk: Talk, facts: CallFacts): Promise<CallFacts> {
  const lines = LINES[run.language];
  await talk.hear(lines.callback);
  await talk.hear(lines.callbackWhen);
  const tool = talk.findTool("request_callback");
  if (tool !== undefined) {
    const when = run.language === "es" ? "mañana después de las 3 de la tarde" : "tomorrow after 3 pm";
    const language = run.language === "es" ? ["es", "Spanish"] : ["en", "English"];
    const wanted = { when: [when, tomorrowAfternoon()], language };
    await talk.callTools([{ tool, arguments: chooseArguments(tool.definition, wanted) }]);
  }
  await talk.say(lines.callbackNoted);
  return { ...facts, wantsCallback: true };
}

/** 22:00 UTC, which is three in the afternoon in Arizona. */
function tomorrowAfternoon(): string {
  return `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T22:00:00.000Z`;
}
