import "server-only";
import type { OPTOUT_CHANNELS } from "@/db/schema/optout-events";
import { classifyOptOutText, isMereYes, type OptOutClass } from "@/lib/domain/compliance/classify-opt-out-text";
import type { MessageChannel } from "./message-input";

type OptOutChannel = (typeof OPTOUT_CHANNELS)[number];

/** What somebody wishes for by writing, as far as it is about being written to. */
export type Wish =
  | { kind: "stop"; channel: OptOutChannel; isClear: boolean; isProviderAnswered: boolean; words: string }
  | { kind: "start"; channel: OptOutChannel; words: string }
  | { kind: "help"; isProviderAnswered: boolean }
  | { kind: "none" };

export type Writing = { body: string; channel: MessageChannel; optOutKeyword?: "stop" | "start" | "help" | null };

/** Keywords that by themselves ask for more than the channel that they came by. */
const WIDER_KEYWORD = /\ball\b|stopall|llamadas/;
const MAX_WORDS = 2_000;

/**
 * Reads an inbound message for a wish (CMP-02). A stop counts whoever read it, the provider or this program: block first, ask
 * later. A START that only the provider read counts unless the person merely said yes, which answers some question but asks
 * for nothing by itself (compliance-us E.2). A keyword means the channel that it came by, and a START takes back no more
 * than that; words that only mean a stop mean everything, and a person is to look at them. The gate treats either as a stop
 * of all that is automated.
 */
export function readWish(writing: Writing): Wish {
  const read = classifyOptOutText(writing.body);
  const told = writing.optOutKeyword ?? null;
  const words = writing.body.trim().slice(0, MAX_WORDS) || (told ?? "").toUpperCase();
  switch (kindOf(writing.body, { told, read })) {
    case "stop":
      return {
        kind: "stop",
        channel: isWider(read) ? "all" : writing.channel,
        isClear: true,
        isProviderAnswered: told === "stop",
        words,
      };
    case "stop_intent":
      return { kind: "stop", channel: "all", isClear: false, isProviderAnswered: false, words };
    case "start":
      return { kind: "start", channel: writing.channel, words };
    case "help":
      return { kind: "help", isProviderAnswered: told === "help" };
    case "none":
      return { kind: "none" };
  }
}

type Readings = { told: "stop" | "start" | "help" | null; read: OptOutClass };

function kindOf(body: string, { told, read }: Readings): OptOutClass["kind"] {
  if (told === "stop" || read.kind === "stop") return "stop";
  if (read.kind === "stop_intent") return "stop_intent";
  if (told === "start" && isMereYes(body)) return "none";
  return told ?? read.kind;
}

function isWider({ kind, matched }: OptOutClass): boolean {
  return kind === "stop_intent" || (matched !== null && WIDER_KEYWORD.test(matched));
}
