import { expect, test } from "vitest";
import { LEGAL_CALL, LEGAL_TIME } from "@/tests/support/gate-facts";
import { evaluateGate } from "./evaluate-gate";
import type { GateFacts } from "./gate-facts";

const wrote = { id: "m-1", at: new Date(LEGAL_TIME.getTime() - 3_600_000) };
const personal: GateFacts = {
  ...LEGAL_CALL,
  kind: "sms",
  origin: "person",
  purpose: "general",
  inbound: { message: wrote, onChannel: wrote, onLine: wrote, call: null },
};
const automated: GateFacts = { ...personal, origin: "automation", purpose: "case_information" };
const marketing: GateFacts = { ...automated, origin: "broadcast", purpose: "marketing" };
const textBack: GateFacts = { ...personal, origin: "text_back", purpose: "missed_call" };

function stopped(channel: "voice" | "sms" | "whatsapp") {
  return { id: "o-1", channel, scope: "all", state: "opted_out", effectiveAt: new Date("2026-06-01Z") } as const;
}

function statusOf(facts: GateFacts, at = LEGAL_TIME) {
  return evaluateGate(facts, at).rules.find(({ code }) => code === "opt_out")?.status;
}

test("CMP-04: after a stop of another channel a person writes only to clients, and only where that is the firm's policy", () => {
  const optOuts = [stopped("whatsapp")];
  const firm = { ...LEGAL_CALL.firm, optOutReach: "all_automated" } as const;
  expect(statusOf({ ...personal, optOuts })).toBe("blocked");
  expect(statusOf({ ...personal, optOuts, firm })).toBe("warning");
  for (const relationship of ["initiated_contact", "none"] as const) {
    expect(statusOf({ ...personal, optOuts, firm, relationship })).toBe("blocked");
  }
  for (const facts of [automated, marketing, textBack]) expect(statusOf({ ...facts, optOuts, firm })).toBe("blocked");
  expect(statusOf({ ...personal, optOuts: [stopped("sms")], firm })).toBe("blocked");
});

test("CMP-03: who comes back on a channel after a stop of another may be written to there by a person, and by no machine", () => {
  const stop = stopped("whatsapp");
  const back = (channel: "sms" | "voice" | "all", minutes: number) => ({
    ...stop,
    id: "o-2",
    channel,
    state: "opted_in" as const,
    effectiveAt: new Date(stop.effectiveAt.getTime() + minutes * 60_000),
  });
  const statusWith = (facts: GateFacts, row: ReturnType<typeof back>) => statusOf({ ...facts, optOuts: [stop, row] });
  expect(statusWith(personal, back("sms", 1))).toBe("warning");
  expect(statusWith(personal, back("all", 1))).toBe("warning");
  expect(statusWith(personal, back("sms", 0))).toBe("blocked");
  expect(statusWith(personal, back("sms", -1))).toBe("blocked");
  expect(statusWith(personal, back("voice", 1))).toBe("blocked");
  expect(statusWith(automated, back("sms", 1))).toBe("blocked");
});

test("CMP-04: the scope that was named counts until every opt-out revokes everything, on 31 January 2027", () => {
  const firm = { ...LEGAL_CALL.firm, optOutReach: "requested_scope" } as const;
  const statusAt = (iso: string) => statusOf({ ...automated, optOuts: [stopped("voice")], firm }, new Date(iso));
  expect(statusAt("2027-01-30T23:59:59Z")).toBe("warning");
  expect(statusAt("2027-01-31T00:00:00Z")).toBe("blocked");
});
