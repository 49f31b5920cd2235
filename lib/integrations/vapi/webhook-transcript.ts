import "server-only";
import type { TranscriptTurn } from "@/db/schema/call-logs";
import type { SpokenToolCall } from "@/lib/domain/proposals/fill-proposal-words";
import { type VapiMessage, vapiSpokenMessage, vapiToolCall } from "./webhook-schema";

const MAX_TURNS = 2_000;
const MAX_TEXT = 4_000;

/** Roles of `artifact.messages`; the rest (`system` holds the prompt, tool calls, tool results) is not conversation. */
const ROLES: Readonly<Record<string, TranscriptTurn["role"]>> = {
  bot: "assistant",
  assistant: "assistant",
  user: "client",
};

/**
 * The conversation of a message, in order: `artifact.messages`, else an undocumented copy beside it, else the transcript
 * as text, which has no seconds. Seconds count from the start of the call, with one decimal.
 */
export function readTurns(message: VapiMessage): TranscriptTurn[] {
  const spoken = entriesOf(message).flatMap((entry) => {
    const role = Object.hasOwn(ROLES, entry.role) ? ROLES[entry.role] : undefined;
    const text = entry.message?.trim().slice(0, MAX_TEXT);
    return role && text ? [{ role, text, second: secondOf(entry.secondsFromStart) ?? 0 }] : [];
  });
  if (spoken.length > 0) return spoken.slice(0, MAX_TURNS);
  if (message.type !== "end-of-call-report") return [];
  return readLines(message.artifact?.transcript ?? message.transcript ?? "");
}

/** Where each tool call stands in the conversation: with the client's words since the assistant last spoke. */
export function readSpokenToolCalls(message: VapiMessage): SpokenToolCall[] {
  const calls: SpokenToolCall[] = [];
  let words: string[] = [];
  let second: number | null = null;
  let isNewTurn = true;
  for (const entry of entriesOf(message)) {
    const role = Object.hasOwn(ROLES, entry.role) ? ROLES[entry.role] : undefined;
    if (role === "assistant") isNewTurn = true;
    if (role === "client" && entry.message) {
      words = isNewTurn ? [entry.message] : [...words, entry.message];
      second = isNewTurn ? secondOf(entry.secondsFromStart) : second;
      isNewTurn = false;
    }
    for (const each of entry.toolCalls ?? []) {
      const call = vapiToolCall.safeParse(each);
      if (call.success && call.data.id) calls.push({ toolCallId: call.data.id, second, spokenWords: joined(words) });
    }
  }
  return calls;
}

/** The client's words since the assistant last spoke, or before it: what a tool call that comes now is about. */
export function readLastWords(turns: readonly TranscriptTurn[]): { second: number | null; spokenWords: string | null } {
  const last = turns.findLastIndex((turn) => turn.role === "client");
  const before = turns.slice(0, last + 1).findLastIndex((turn) => turn.role === "assistant");
  const said = turns.slice(before + 1, last + 1);
  return { second: said[0]?.second ?? null, spokenWords: joined(said.map(({ text }) => text)) };
}

function entriesOf(message: VapiMessage) {
  return (message.artifact?.messages ?? message.messages ?? []).flatMap((each) => {
    const entry = vapiSpokenMessage.safeParse(each);
    return entry.success ? [entry.data] : [];
  });
}

/** `AI: …` and `User: …`, one turn a line. */
function readLines(transcript: string): TranscriptTurn[] {
  return transcript
    .split("\n")
    .slice(0, MAX_TURNS)
    .flatMap((line) => {
      const match = /^(AI|Assistant|Bot|User|Customer):\s*(.+)$/i.exec(line.trim());
      if (!match) return [];
      const role = /^(user|customer)$/i.test(match[1] ?? "") ? "client" : "assistant";
      return [{ role, text: (match[2] ?? "").slice(0, MAX_TEXT), second: 0 }] satisfies TranscriptTurn[];
    });
}

function secondOf(seconds: number | undefined): number | null {
  if (seconds === undefined || seconds < 0 || seconds > 86_400) return null;
  return Math.round(seconds * 10) / 10;
}

function joined(words: readonly string[]): string | null {
  return words.join(" ").trim().slice(0, MAX_TEXT) || null;
}
