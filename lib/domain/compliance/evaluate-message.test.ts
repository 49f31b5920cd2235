import { expect, test } from "vitest";
import { LEGAL_CALL, LEGAL_TIME } from "@/tests/support/gate-facts";
import { evaluateGate } from "./evaluate-gate";
import type { GateDecision, RuleCode, RuleResult } from "./gate-decision";
import type { ConsentFact, GateFacts, SendOrigin } from "./gate-facts";

/** 22:30 in Phoenix on a Tuesday. */
const NIGHT = new Date("2026-06-17T05:30:00Z");

const HOUR = 3_600_000;

function before(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() - milliseconds);
}

function consentOf(change: Partial<Omit<ConsentFact, "level"> & { level: "implied" | "express" }>): ConsentFact {
  return {
    id: "c-sms",
    channel: "sms",
    purpose: "informational",
    level: "express",
    capturedAt: new Date("2026-01-05T10:00:00Z"),
    expiresAt: null,
    revokedAt: null,
    ...change,
  };
}

const EXPRESS = consentOf({});
const WRITTEN: ConsentFact = {
  ...consentOf({ id: "c-written", purpose: "marketing" }),
  level: "express_written",
  isSigned: true,
  isNotConditionStated: true,
};
const UNSIGNED: ConsentFact = { ...WRITTEN, isSigned: false };
const UNDISCLOSED: ConsentFact = { ...WRITTEN, isNotConditionStated: false };

const wrote = { id: "m-1", at: before(LEGAL_TIME, HOUR) };
const personal: GateFacts = {
  ...LEGAL_CALL,
  kind: "sms",
  origin: "person",
  purpose: "general",
  consents: [],
  inbound: { message: wrote, onChannel: wrote, onLine: wrote, call: null },
};
const automated: GateFacts = { ...personal, origin: "automation", purpose: "case_information", consents: [EXPRESS] };
const marketing: GateFacts = { ...automated, origin: "broadcast", purpose: "marketing", consents: [WRITTEN] };
const confirmation: GateFacts = {
  ...personal,
  origin: "opt_out_confirmation",
  purpose: "opt_out_confirmation",
  stop: { eventId: "e-1", at: before(LEGAL_TIME, 60_000), isConfirmed: false, isSuperseded: false },
  optOuts: [stopped("all")],
};
const help: GateFacts = {
  ...personal,
  origin: "help_answer",
  purpose: "help_answer",
  help: { messageId: "m-help", at: before(LEGAL_TIME, 60_000), isAnswered: false },
};
const textBack: GateFacts = {
  ...personal,
  origin: "text_back",
  purpose: "missed_call",
  inbound: { message: null, onChannel: null, onLine: null, call: { id: "call-1", at: before(LEGAL_TIME, 30_000) } },
};

function stopped(channel: "all" | "voice" | "sms" | "whatsapp" | "email", scope: "all" | "marketing" = "all") {
  return { id: "o-1", channel, scope, state: "opted_out", effectiveAt: new Date("2026-06-01Z") } as const;
}

function rule<Code extends RuleCode>(decision: GateDecision, code: Code): Extract<RuleResult, { code: Code }> {
  const isWanted = (each: RuleResult): each is Extract<RuleResult, { code: Code }> => each.code === code;
  const found = decision.rules.find(isWanted);
  if (!found) throw new Error(`no rule ${code}`);
  return found;
}

function decide(facts: GateFacts, change: Partial<GateFacts> = {}, at: Date = LEGAL_TIME): GateDecision {
  return evaluateGate({ ...facts, ...change }, at);
}

test.each([
  ["a person's message", personal],
  ["automated information", automated],
  ["marketing", marketing],
  ["a confirmation", confirmation],
  ["a help answer", help],
  ["a text after a missed call", textBack],
])("%s with every rule satisfied is allowed now, with JSON evidence and sources", (_, facts) => {
  const decision = decide(facts);
  expect(decision.rules.filter(({ status }) => status === "blocked")).toEqual([]);
  expect(decision.earliestLegalAt).toEqual(LEGAL_TIME);
  expect(JSON.parse(JSON.stringify(decision.rules))).toEqual(decision.rules);
  expect(decision.rules.every(({ sources }) => sources.length > 0)).toBe(true);
});

test.each<[string, GateFacts, ConsentFact[], string]>([
  ["a person's message, who wrote first", personal, [], "passed"],
  ["a person's message to whom nobody wrote", noInbound(personal), [], "blocked"],
  ["a person's message on an implied consent", noInbound(personal), [consentOf({ level: "implied" })], "passed"],
  ["a person's message on an express consent", noInbound(personal), [EXPRESS], "passed"],
  ["automation on an implied consent", automated, [consentOf({ level: "implied" })], "blocked"],
  ["automation because they wrote first", automated, [], "blocked"],
  ["automation on an express consent", automated, [EXPRESS], "passed"],
  ["automation on another channel's consent", automated, [consentOf({ channel: "whatsapp" })], "blocked"],
  ["automation on an AI voice's consent", automated, [consentOf({ channel: "voice_ai" })], "blocked"],
  ["marketing on an express consent", marketing, [consentOf({ purpose: "marketing" })], "blocked"],
  ["marketing on written consent", marketing, [WRITTEN], "passed"],
  ["marketing on a written consent without a signature", marketing, [UNSIGNED], "blocked"],
  ["marketing on a written consent without the disclosure", marketing, [UNDISCLOSED], "blocked"],
  ["a confirmation without any", confirmation, [], "not_applicable"],
  ["a help answer without any", help, [], "not_applicable"],
  ["a text-back without any", textBack, [], "passed"],
])("CMP-06: consent of %s: %s", (_, facts, consents, status) => {
  expect(rule(decide(facts, { consents }), "consent").status).toBe(status);
});

function noInbound(facts: GateFacts): GateFacts {
  return { ...facts, inbound: { message: null, onChannel: null, onLine: null, call: null } };
}

test("CMP-06: a call carries a person's SMS but no WhatsApp, and a consent taken back ends what writing first implied", () => {
  const called = { ...noInbound(personal).inbound, call: { id: "call-1", at: before(LEGAL_TIME, 40 * HOUR) } };
  expect(rule(decide(personal, { inbound: called }), "consent").evidence.implied).toMatchObject({ kind: "call" });
  expect(rule(decide(personal, { inbound: called, kind: "whatsapp" }), "consent").status).toBe("blocked");
  expect(rule(decide(textBack, { inbound: called }), "consent").status).toBe("blocked");
  const revoked = consentOf({ revokedAt: before(LEGAL_TIME, HOUR / 2) });
  expect(rule(decide(personal, { consents: [revoked] }), "consent").status).toBe("blocked");
  const earlier = consentOf({ revokedAt: before(LEGAL_TIME, 2 * HOUR) });
  expect(rule(decide(personal, { consents: [earlier] }), "consent").status).toBe("passed");
});

test.each<SendOrigin>(["api", "automation", "ai", "broadcast", "text_back", "opt_out_confirmation", "help_answer"])(
  "CMP-01: no exemption is had by the purpose alone: %s counts as automated under a purpose that is not its own",
  (origin) => {
    for (const purpose of ["general", "missed_call", "opt_out_confirmation", "help_answer"] as const) {
      const isOwn = origin === purpose || (origin === "text_back" && purpose === "missed_call");
      if (isOwn) continue;
      const decision = decide(confirmation, { origin, purpose, help: help.help });
      expect(rule(decision, "opt_out").status).toBe("blocked");
      expect(rule(decision, "consent").evidence.required?.level).toBe("express");
    }
    expect(rule(decide(confirmation, { origin, purpose: "marketing" }), "opt_out").status).toBe("blocked");
  },
);

test.each<[string, GateFacts, "all" | "voice" | "sms" | "whatsapp" | "email", string]>([
  ["a person's SMS", personal, "sms", "blocked"],
  ["a person's SMS", personal, "all", "blocked"],
  ["a person's SMS", personal, "voice", "blocked"],
  ["a person's SMS", personal, "whatsapp", "blocked"],
  ["a person's SMS", personal, "email", "blocked"],
  ["automation", automated, "voice", "blocked"],
  ["automation", automated, "email", "blocked"],
  ["a broadcast", marketing, "whatsapp", "blocked"],
  ["a text-back", textBack, "whatsapp", "blocked"],
])("CMP-04: %s after a stop of %s", (_, facts, channel, status) => {
  const decision = decide(facts, { optOuts: [stopped(channel)] });
  expect(rule(decision, "opt_out").status).toBe(status);
  expect(decision.verdict).toBe(status === "blocked" ? "blocked" : "allowed");
  if (status === "blocked") expect(decision.earliestLegalAt).toBeNull();
});

test("CMP-04: a stop of marketing alone stops everything, until the firm honours scopes", () => {
  const optOuts = [stopped("all", "marketing")];
  const honoured = { optOuts, firm: { ...LEGAL_CALL.firm, optOutReach: "requested_scope" } } as const;
  for (const facts of [personal, automated, marketing]) {
    expect(rule(decide(facts, { optOuts }), "opt_out").status).toBe("blocked");
  }
  expect(rule(decide(marketing, honoured), "opt_out").status).toBe("blocked");
  expect(rule(decide(automated, honoured), "opt_out").status).toBe("warning");
  expect(rule(decide(personal, honoured), "opt_out").status).toBe("warning");
});

test.each<[string, Partial<NonNullable<GateFacts["stop"]>> | null, string | null]>([
  ["five minutes after the stop", { at: before(LEGAL_TIME, 300_000) }, null],
  ["a millisecond later", { at: before(LEGAL_TIME, 300_001) }, "too_late"],
  ["of a stop that was confirmed", { isConfirmed: true }, "answered_before"],
  ["of a number that was stopped again", { isSuperseded: true }, "superseded"],
  ["of no known stop", null, "unknown"],
])("CMP-02: a confirmation %s", (_, change, problem) => {
  const decision = decide(confirmation, {
    stop: change === null ? null : { ...required(confirmation.stop), ...change },
  });
  expect(rule(decision, "opt_out").evidence.answer?.problem ?? null).toBe(problem);
  expect(decision.verdict).toBe(problem === null ? "allowed" : "blocked");
  if (problem !== null) {
    expect(rule(decision, "opt_out").remedy).toBe("send_nothing_more");
    expect(decision.earliestLegalAt).toBeNull();
  }
});

test.each<[string, Partial<NonNullable<GateFacts["help"]>> | null, string | null]>([
  ["at once", {}, null],
  ["too late", { at: before(LEGAL_TIME, 300_001) }, "too_late"],
  ["a second time", { isAnswered: true }, "answered_before"],
  ["to nobody's request", null, "unknown"],
])("CMP-02: the answer to HELP after a stop, %s", (_, change, problem) => {
  const optOuts = [stopped("all")];
  const decision = decide(help, { optOuts, help: change === null ? null : { ...required(help.help), ...change } });
  expect(rule(decision, "opt_out").evidence.answer?.problem ?? null).toBe(problem);
  expect(decision.verdict).toBe(problem === null ? "allowed" : "blocked");
});

function required<Value>(value: Value | null): Value {
  if (value === null) throw new Error("the fact is missing");
  return value;
}

test("CMP-05: at night only an answer leaves: a person's within a day, and the one to STOP or HELP", () => {
  const at = (facts: GateFacts, change: Partial<GateFacts> = {}) => decide(facts, change, NIGHT);
  const wroteAt = (time: Date) => ({ inbound: { ...personal.inbound, message: { id: "m-9", at: time } } });
  const answer = at(personal, wroteAt(before(NIGHT, 24 * HOUR - 1)));
  expect(rule(answer, "local_hours")).toMatchObject({
    status: "warning",
    remedy: null,
    evidence: { answers: { messageId: "m-9" }, zones: [{ localTime: "2026-06-16T22:30", isInside: false }] },
  });
  expect(answer.verdict).toBe("allowed");
  const late = at(personal, wroteAt(before(NIGHT, 24 * HOUR)));
  expect(late.verdict).toBe("blocked");
  expect(late.earliestLegalAt?.toISOString()).toBe("2026-06-17T16:00:00.000Z");
  expect(at(personal, wroteAt(new Date(NIGHT.getTime() + HOUR))).verdict).toBe("blocked");
  for (const facts of [automated, marketing, textBack]) {
    expect(rule(at(facts, wroteAt(before(NIGHT, 60_000))), "local_hours").status).toBe("blocked");
  }
  const asked = before(NIGHT, 60_000);
  expect(at(confirmation, { stop: { ...required(confirmation.stop), at: asked } }).verdict).toBe("allowed");
  expect(at(help, { help: { ...required(help.help), at: asked } }).verdict).toBe("allowed");
});

test("firm hours and holidays hold back what is automated and wait, not a person nor an answer", () => {
  const shut: Partial<GateFacts> = { firm: { ...LEGAL_CALL.firm, hours: {}, holidays: ["2026-06-16"] } };
  const statusOf = (facts: GateFacts) => {
    const decision = decide(facts, shut);
    return [rule(decision, "firm_hours").status, rule(decision, "holiday").status];
  };
  for (const facts of [automated, marketing]) expect(statusOf(facts)).toEqual(["blocked", "blocked"]);
  for (const facts of [personal, textBack, confirmation, help]) {
    expect(statusOf(facts)).toEqual(["not_applicable", "not_applicable"]);
  }
});

test("frequency counts calls and messages together, for what is automated, and the firm may only lower it", () => {
  const recentAttempts = [1, 2, 3].map((hours) => ({ id: `a-${hours}`, at: before(LEGAL_TIME, hours * HOUR) }));
  const statusOf = (facts: GateFacts, change: Partial<GateFacts> = {}) =>
    rule(decide(facts, { recentAttempts, ...change }), "frequency").status;
  for (const facts of [automated, marketing, textBack]) expect(statusOf(facts)).toBe("blocked");
  for (const facts of [personal, confirmation, help]) expect(statusOf(facts)).toBe("not_applicable");
  const two = { recentAttempts: recentAttempts.slice(1) };
  const limited = (frequencyLimit: number) => ({ ...two, tightening: { contactHours: null, frequencyLimit } });
  expect(statusOf(automated, two)).toBe("passed");
  expect(statusOf(automated, limited(2))).toBe("blocked");
  expect(statusOf(automated, { tightening: { contactHours: null, frequencyLimit: 100 } })).toBe("blocked");
});

test("CMP-05: the firm's own contact hours narrow the day, and wider ones change nothing", () => {
  const own = (opens: string, closes: string): Partial<GateFacts> => ({
    tightening: { contactHours: { 2: { opens, closes } }, frequencyLimit: null },
  });
  const narrow = decide(automated, own("12:00", "13:00"));
  expect(rule(narrow, "local_hours")).toMatchObject({ status: "blocked", evidence: { isTightenedByFirm: true } });
  expect(narrow.earliestLegalAt?.toISOString()).toBe("2026-06-16T19:00:00.000Z");
  expect(decide(automated, own("00:00", "24:00"), NIGHT).verdict).toBe("blocked");
  expect(rule(decide(automated), "local_hours").evidence.isTightenedByFirm).toBe(false);
});

test.each<[string, GateFacts, "internal" | "national" | "state" | "litigator", string]>([
  ["automation on the firm's own list", automated, "internal", "blocked"],
  ["a text-back on the firm's own list", textBack, "internal", "blocked"],
  ["marketing on the firm's own list", marketing, "internal", "blocked"],
  ["automation on the national list", automated, "national", "warning"],
  ["a person's message on the firm's own list", personal, "internal", "warning"],
  ["a confirmation on the firm's own list", confirmation, "internal", "warning"],
  ["marketing with written consent on the national list", marketing, "national", "warning"],
  ["marketing with written consent on a litigator list", marketing, "litigator", "warning"],
  ["marketing without consent on the national list", { ...marketing, consents: [EXPRESS] }, "national", "blocked"],
  ["marketing without consent on a state list", { ...marketing, consents: [EXPRESS] }, "state", "blocked"],
  ["marketing without consent on a litigator list", { ...marketing, consents: [EXPRESS] }, "litigator", "blocked"],
])("do-not-call: %s (%#)", (_, facts, list, status) => {
  const doNotCall = [{ id: "d-1", list, source: "file", listedOn: before(LEGAL_TIME, 24 * HOUR) }];
  expect(rule(decide(facts, { doNotCall }), "do_not_call").status).toBe(status);
});

test("do-not-call: a national list past 31 days still blocks and is named as old; the firm's own never ages", () => {
  const listedOn = (days: number) => before(LEGAL_TIME, days * 24 * HOUR + 1);
  const rows = (list: "national" | "internal", days: number) => ({
    doNotCall: [{ id: "d-1", list, source: "file", listedOn: listedOn(days) }],
  });
  const old = rule(decide(marketing, { consents: [], ...rows("national", 31) }), "do_not_call");
  expect(old).toMatchObject({ status: "blocked", evidence: { listed: [{ isStale: true }] } });
  expect(rule(decide(automated, rows("national", 31)), "do_not_call").remedy).toBe("renew_list");
  expect(rule(decide(automated, rows("national", 30)), "do_not_call").remedy).toBeNull();
  expect(rule(decide(automated, rows("internal", 900)), "do_not_call").evidence.listed[0]?.isStale).toBe(false);
});

test("AVL-01: credits that are short or a limit that would break block, with what is needed and by whose limit", () => {
  const quote = { service: "sms_segment", channel: "sms", quantity: 2, unitPrice: 1, amount: 2 } as const;
  const brokenLimit = { scope: "user", subject: "user_1", period: "day", amount: 5, spent: 4 } as const;
  const judged = (available: number, limit: typeof brokenLimit | null) =>
    rule(decide(personal, { credits: { quote, available, brokenLimit: limit } }), "credits");
  expect(judged(2, null)).toMatchObject({ status: "passed", remedy: null });
  expect(judged(1, null)).toMatchObject({
    status: "blocked",
    remedy: "ask_admin_credits",
    evidence: { needed: 2, available: 1 },
  });
  expect(judged(9, brokenLimit)).toMatchObject({
    status: "blocked",
    remedy: "ask_admin_credit_limit",
    evidence: { brokenLimit },
  });
});

test("WhatsApp Business takes free text for 24 hours after the person's last message to the line; other lines have no window", () => {
  const on = (whatsapp: "business" | "baileys" | null, at: Date | null): RuleResult<"whatsapp_window"> => {
    const onLine = at && { id: "m-2", at };
    const change = {
      kind: "whatsapp",
      inbound: { ...personal.inbound, onLine },
      line: { id: "l-1", whatsapp },
    } as const;
    return rule(decide(personal, change), "whatsapp_window");
  };
  expect(on("business", before(LEGAL_TIME, 24 * HOUR - 1)).status).toBe("passed");
  expect(on("business", before(LEGAL_TIME, 24 * HOUR))).toMatchObject({
    status: "blocked",
    remedy: "wait_for_their_message",
    clearsAt: null,
  });
  expect(on("business", null).status).toBe("blocked");
  expect(on("baileys", null).status).toBe("not_applicable");
  expect(on(null, null).status).toBe("not_applicable");
  expect(rule(decide(personal, { line: { id: "l-1", whatsapp: "business" } }), "whatsapp_window").status).toBe(
    "not_applicable",
  );
});

test("CMP-05: a person whose number WhatsApp hides may be anywhere in the country", () => {
  const hidden = {
    kind: "whatsapp",
    address: "123456789012@lid",
    number: null,
    timeZones: [],
    states: [],
    consents: [consentOf({ channel: "whatsapp" })],
  } as const;
  const decision = decide(automated, hidden);
  expect(rule(decision, "number_valid")).toMatchObject({ status: "warning", evidence: { reason: "hidden_number" } });
  expect(rule(decision, "local_hours").evidence.zones.map(({ zone }) => zone)).toEqual(
    expect.arrayContaining(["America/New_York", "Pacific/Honolulu"]),
  );
  expect(decision.verdict).toBe("blocked");
  const declared = [{ zone: "America/Phoenix", provenance: "declared" }] as const;
  expect(decide(automated, { ...hidden, timeZones: declared }).verdict).toBe("blocked");
  expect(decide(automated, hidden, new Date("2026-06-16T20:00:00Z")).verdict).toBe("allowed");
  expect(rule(decide(automated, { ...hidden, kind: "sms" }), "number_valid").status).toBe("blocked");
});

test("a person may write abroad and a stop from there is confirmed; nothing else that is automated goes there", () => {
  const number = { e164: "+525512345678", country: "MX", type: "mobile" } as const;
  const statusOf = (facts: GateFacts) => rule(decide(facts, { number }), "number_valid").status;
  for (const facts of [personal, confirmation, help]) expect(statusOf(facts)).toBe("warning");
  for (const facts of [automated, marketing, textBack, LEGAL_CALL]) expect(statusOf(facts)).toBe("blocked");
});

test("a message that an AI wrote says so; a person's has no such duty, and nothing is recorded", () => {
  const byAi = decide(automated, { origin: "ai", firm: { ...LEGAL_CALL.firm, callbackNumber: null } });
  expect(byAi.disclosures.aiDisclosure).toEqual(["ai_identity"]);
  expect(rule(byAi, "ai_disclosure").status).toBe("passed");
  const byPerson = decide(personal, { isRecordingRequested: true });
  expect(byPerson.disclosures).toMatchObject({ aiDisclosure: [], recordingAllowed: false });
  expect(rule(byPerson, "ai_disclosure").status).toBe("not_applicable");
  expect(rule(byPerson, "recording_disclosure").status).toBe("not_applicable");
});

test("a stranger who never turned to the firm is written to by nobody", () => {
  for (const facts of [personal, automated, marketing, textBack]) {
    expect(rule(decide(facts, { relationship: "none" }), "solicitation").status).toBe("blocked");
  }
});
