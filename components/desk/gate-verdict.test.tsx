import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { evaluateGate } from "@/lib/domain/compliance/evaluate-gate";
import type { GateFacts } from "@/lib/domain/compliance/gate-facts";
import { messages } from "@/lib/i18n/messages";
import { LEGAL_CALL, LEGAL_TIME } from "@/tests/support/gate-facts";
import { GateVerdict } from "./gate-verdict";

function ago(milliseconds: number): Date {
  return new Date(LEGAL_TIME.getTime() - milliseconds);
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const wrote = { id: "m-1", at: ago(MINUTE) };
const message: GateFacts = {
  ...LEGAL_CALL,
  kind: "sms",
  origin: "person",
  purpose: "general",
  inbound: { message: wrote, onChannel: wrote, onLine: wrote, call: wrote },
};
const stopped = { id: "o-1", scope: "all", state: "opted_out", effectiveAt: ago(DAY) } as const;
const quote = { service: "sms_segment", channel: "sms", quantity: 2, unitPrice: 1, amount: 2 } as const;
const stop = { eventId: "e-1", at: ago(MINUTE), isConfirmed: false, isSuperseded: false };
const confirmation = { origin: "opt_out_confirmation", purpose: "opt_out_confirmation", stop } as const;
const limit = { subject: "sms", period: "day", amount: 5, spent: 4 } as const;

/** Facts that bring out every evidence and remedy at least once. */
const CASES: [string, GateFacts, Date?][] = [
  ["a call", LEGAL_CALL],
  [
    "a call that nothing allows",
    {
      ...LEGAL_CALL,
      number: null,
      consents: [],
      relationship: "none",
      firm: { ...LEGAL_CALL.firm, hours: {}, holidays: ["2026-06-16"], isSuspended: true, registeredName: null },
      legalHold: { id: "h-1", restrictsContact: true },
      optOuts: [{ ...stopped, channel: "all" }],
    },
  ],
  ["a recorded call", { ...LEGAL_CALL, isRecordingRequested: true }],
  [
    "a recording that not everyone agreed to",
    { ...LEGAL_CALL, isRecordingRequested: true, firm: { ...LEGAL_CALL.firm, state: "CA" } },
  ],
  ["a person's message", message],
  [
    "a person's message at night",
    { ...message, tightening: { contactHours: { 2: { opens: "09:00", closes: "10:00" } }, frequencyLimit: null } },
  ],
  ["a person's message after a call", { ...message, inbound: { ...message.inbound, onChannel: null } }],
  [
    "a message by an AI",
    {
      ...message,
      origin: "ai",
      purpose: "appointment",
      recentAttempts: [1, 2, 3].map((hour) => ({ id: `a-${hour}`, at: ago(hour * MINUTE) })),
    },
  ],
  ["a stop of another channel", { ...message, optOuts: [{ ...stopped, channel: "voice" }] }],
  ["a confirmation", { ...message, ...confirmation }],
  ["a confirmation that is late", { ...message, ...confirmation, stop: { ...stop, at: ago(DAY) } }],
  [
    "a confirmation of a stop that was repeated",
    { ...message, ...confirmation, stop: { ...stop, isSuperseded: true } },
  ],
  ["a second confirmation", { ...message, ...confirmation, stop: { ...stop, isConfirmed: true } }],
  ["a confirmation of nothing", { ...message, ...confirmation, stop: null }],
  [
    "an answer to HELP",
    {
      ...message,
      origin: "help_answer",
      purpose: "help_answer",
      help: { messageId: "m-2", at: ago(MINUTE), isAnswered: false },
    },
  ],
  [
    "marketing on lists",
    {
      ...message,
      origin: "broadcast",
      purpose: "marketing",
      doNotCall: (["internal", "national", "state", "litigator"] as const).map((list) => ({
        id: list,
        list,
        source: "file",
        listedOn: ago(40 * DAY),
      })),
    },
  ],
  ["too few credits", { ...message, credits: { quote, available: 1, brokenLimit: null } }],
  ...(["firm", "channel", "user"] as const).map((scope): [string, GateFacts] => [
    `a limit of the ${scope}`,
    { ...message, credits: { quote, available: 9, brokenLimit: { scope, ...limit } } },
  ]),
  ["an open window", { ...message, kind: "whatsapp", line: { id: "l-1", whatsapp: "business" } }],
  [
    "a window that closed",
    {
      ...message,
      kind: "whatsapp",
      line: { id: "l-1", whatsapp: "business" },
      inbound: { ...message.inbound, onLine: { id: "m-3", at: ago(2 * DAY) } },
    },
  ],
  [
    "a window that never opened",
    {
      ...message,
      kind: "whatsapp",
      line: { id: "l-1", whatsapp: "business" },
      inbound: { ...message.inbound, onLine: null },
    },
  ],
  ["a hidden number", { ...message, kind: "whatsapp", number: null, address: "1234567890@lid" }],
  ["a number abroad", { ...message, number: { e164: "+525512345678", country: "MX", type: "mobile" } }],
  ["an unknown area code", { ...message, number: { e164: "+16215550142", country: null, type: "unknown" } }],
  [
    "a state that closes earlier",
    { ...LEGAL_CALL, states: [{ state: "KY", provenance: "area_code" }] },
    new Date("2026-06-16T13:30:00Z"),
  ],
];

describe.each(["en", "es"] as const)("in %s", (locale) => {
  test.each(CASES)("%s is told in words, each rule once and no line twice", (_, facts, at = LEGAL_TIME) => {
    const missing: string[] = [];
    const decision = evaluateGate(facts, at);
    const html = renderToStaticMarkup(
      <NextIntlClientProvider
        locale={locale}
        messages={messages[locale]}
        timeZone="America/Phoenix"
        onError={(error) => missing.push(error.message)}
      >
        <GateVerdict decision={decision} kind={facts.kind} timeZone="America/Phoenix" isOpen />
      </NextIntlClientProvider>,
    );
    expect(missing).toEqual([]);
    expect(html).not.toMatch(/compliance\.|undefined|\{[a-z]/);
    const list = html.slice(html.lastIndexOf("<ul"));
    expect(list.match(/<li/g)).toHaveLength(decision.rules.length);
  });
});
