import { expect, test } from "vitest";
import { LEGAL_CALL, LEGAL_TIME } from "@/tests/support/gate-facts";
import { evaluateGate } from "./evaluate-gate";
import type { GateDecision, RuleCode, RuleResult } from "./gate-decision";
import type { ConsentFact, GateFacts } from "./gate-facts";

const base = LEGAL_CALL;
const LEGAL = LEGAL_TIME;
const consent = onlyConsent();

function onlyConsent(): GateFacts["consents"][number] {
  const [first] = LEGAL_CALL.consents;
  if (!first) throw new Error("the legal call has no consent");
  return first;
}

function rule<Code extends RuleCode>(decision: GateDecision, code: Code): Extract<RuleResult, { code: Code }> {
  const isWanted = (each: RuleResult): each is Extract<RuleResult, { code: Code }> => each.code === code;
  const found = decision.rules.find(isWanted);
  if (!found) throw new Error(`no rule ${code}`);
  return found;
}

function firm(change: Partial<GateFacts["firm"]>): Partial<GateFacts> {
  return { firm: { ...base.firm, ...change } };
}

function attempts(...times: string[]): Partial<GateFacts> {
  return { recentAttempts: times.map((time, index) => ({ id: `call-${index}`, at: new Date(time) })) };
}

function decide(change: Partial<GateFacts>, at: Date | string = LEGAL): GateDecision {
  return evaluateGate({ ...base, ...change }, new Date(at));
}

test("a call with every rule satisfied is allowed now, with every rule named once and JSON evidence", () => {
  const decision = decide({});
  expect(decision.verdict).toBe("allowed");
  expect(decision.earliestLegalAt).toEqual(LEGAL);
  expect(decision.rules.map(({ code, status }) => `${code} ${status}`)).toEqual([
    "number_valid passed",
    "firm_suspended passed",
    "legal_hold not_applicable",
    "opt_out passed",
    "consent passed",
    "do_not_call passed",
    "whatsapp_window not_applicable",
    "solicitation passed",
    "credits not_applicable",
    "local_hours passed",
    "firm_hours passed",
    "holiday passed",
    "frequency passed",
    "recording_disclosure not_applicable",
    "ai_disclosure passed",
  ]);
  expect(JSON.parse(JSON.stringify(decision.rules))).toEqual(decision.rules);
  expect(decision.rules.every(({ sources }) => sources.length > 0)).toBe(true);
  expect(decision.disclosures).toEqual({
    aiDisclosure: ["ai_identity", "firm_name", "callback_number", "stop_instruction"],
    recordingAnnouncement: false,
    recordingAllowed: false,
    strictestState: null,
  });
});

test.each<[string, RuleCode, string, Partial<GateFacts>]>([
  ["no number", "number_valid", "choose_other_number", { number: null }],
  [
    "a premium-rate number",
    "number_valid",
    "choose_other_number",
    { number: { e164: "+19005550142", country: "US", type: "premium_rate" } },
  ],
  [
    "a number abroad",
    "number_valid",
    "choose_other_number",
    { number: { e164: "+447911123456", country: "GB", type: "mobile" } },
  ],
  ["a suspended firm", "firm_suspended", "contact_platform", firm({ isSuspended: true })],
  ["a restricting hold", "legal_hold", "ask_hold_owner", { legalHold: { id: "hold-1", restrictsContact: true } }],
  ["no consent on record", "consent", "record_consent", { consents: [] }],
  ["marketing on express consent", "consent", "record_written_consent", { purpose: "marketing" }],
  ["a stranger", "solicitation", "wait_for_person_to_initiate", { relationship: "none" }],
  ["a firm without a name", "ai_disclosure", "ask_admin_firm_identity", firm({ registeredName: " " })],
  ["a firm without a callback number", "ai_disclosure", "ask_admin_firm_identity", firm({ callbackNumber: null })],
  ["a firm that never opens", "firm_hours", "ask_admin_firm_hours", firm({ hours: {} })],
  ["a firm in an unknown zone", "firm_hours", "ask_admin_firm_hours", firm({ timeZone: "Phoenix-07" })],
])("%s blocks under %s, offers %s, and no waiting heals it", (_, code, remedy, change) => {
  const decision = decide(change);
  expect(decision.verdict).toBe("blocked");
  expect(rule(decision, code)).toMatchObject({ status: "blocked", remedy, clearsAt: null });
  expect(decision.rules.filter(({ status }) => status === "blocked")).toHaveLength(1);
  expect(decision.earliestLegalAt).toBeNull();
});

test("a hold that does not forbid contact lets the call pass", () => {
  expect(decide({ legalHold: { id: "hold-1", restrictsContact: false } }).verdict).toBe("allowed");
});

test("a number whose area code no table knows is called only when the whole country is inside the hours", () => {
  const unplaced = {
    number: { e164: "+16215550142", country: null, type: "unknown" as const },
    timeZones: [],
    states: [],
  };
  const midday = decide(unplaced, "2026-06-16T16:00:00Z");
  expect(rule(midday, "number_valid")).toMatchObject({ status: "warning", remedy: null });
  expect(midday.verdict).toBe("blocked");
  expect(midday.earliestLegalAt?.toISOString()).toBe("2026-06-16T20:00:00.000Z");
});

test("CMP-04: an opt-out on any channel stops an AI call, and consent, hours and relationship change nothing", () => {
  for (const channel of ["all", "voice", "sms", "whatsapp", "email"] as const) {
    const optOut = {
      id: "o-1",
      channel,
      scope: "all",
      state: "opted_out",
      effectiveAt: new Date("2026-06-01Z"),
    } as const;
    const decision = decide({ optOuts: [optOut], purpose: "callback" });
    expect(rule(decision, "opt_out")).toMatchObject({ status: "blocked", remedy: "ask_person_to_opt_in" });
    expect(decision.earliestLegalAt).toBeNull();
  }
});

test("CMP-04: with scopes honoured, an opt-out reaches its own channel and category only", () => {
  const honoured = firm({ optOutReach: "requested_scope" });
  const row = { id: "o-1", state: "opted_out", effectiveAt: new Date("2026-06-01Z") } as const;
  const verdict = (channel: "all" | "voice" | "sms", scope: "all" | "marketing") =>
    rule(decide({ ...honoured, optOuts: [{ ...row, channel, scope }] }), "opt_out").status;
  expect(verdict("voice", "all")).toBe("blocked");
  expect(verdict("all", "all")).toBe("blocked");
  expect(verdict("sms", "all")).toBe("warning");
  expect(verdict("voice", "marketing")).toBe("warning");
});

test("an opt-out that was taken back does not block", () => {
  const row = { id: "o-1", channel: "all", scope: "all", state: "opted_in", effectiveAt: LEGAL } as const;
  expect(rule(decide({ optOuts: [row] }), "opt_out").status).toBe("passed");
});

test.each<[string, Partial<Omit<ConsentFact, "level">>, string]>([
  ["another channel", { channel: "sms" }, "wrong_channel"],
  ["a person's voice only", { channel: "voice_human" }, "wrong_channel"],
  ["marketing only", { purpose: "marketing" }, "wrong_purpose"],
  ["revoked", { revokedAt: new Date("2026-06-16T17:59:00Z") }, "revoked"],
  ["revoked by a clock that runs ahead", { revokedAt: new Date("2026-06-16T18:30:00Z") }, "revoked"],
  ["expired", { expiresAt: LEGAL }, "expired"],
  ["captured later", { capturedAt: new Date("2026-06-17T00:00:00Z") }, "not_yet_captured"],
])("CMP-06: an AI voice is an artificial voice: consent that is %s does not carry the call", (_, change, reason) => {
  const decision = decide({ consents: [{ ...consent, ...change }] });
  expect(rule(decision, "consent")).toMatchObject({
    status: "blocked",
    evidence: { matched: null, rejected: [{ id: "consent-1", reason }] },
  });
});

const SIGNED = {
  purpose: "marketing",
  level: "express_written",
  isSigned: true,
  isNotConditionStated: true,
} as const;

test.each([
  ["no signature", { isSigned: false }, ["not_signed"]],
  ["no word that buying does not hang on it", { isNotConditionStated: false }, ["condition_not_disclosed"]],
  ["neither", { isSigned: false, isNotConditionStated: false }, ["not_signed", "condition_not_disclosed"]],
])(
  "CMP-06: a written consent with %s carries no marketing, lifts no list, and the decision says what it lacks",
  (_, lack, reasons) => {
    const lacking = { ...consent, ...SIGNED, ...lack, id: "c-2" };
    const listed = { id: "l-1", list: "national", source: "ftc", listedOn: LEGAL } as const;
    const decision = decide({ purpose: "marketing", consents: [lacking], doNotCall: [listed] });
    expect(rule(decision, "consent")).toMatchObject({
      status: "blocked",
      remedy: "record_written_consent",
      evidence: { matched: null, rejected: reasons.map((reason) => ({ id: "c-2", reason })) },
    });
    expect(rule(decision, "do_not_call")).toMatchObject({ status: "blocked", evidence: { writtenConsentId: null } });
    const whole = decide({ purpose: "marketing", consents: [{ ...consent, ...SIGNED }], doNotCall: [listed] });
    expect(rule(whole, "do_not_call").status).toBe("warning");
    const informational = { ...lacking, purpose: "informational" } as const;
    expect(rule(decide({ consents: [informational] }), "consent").status).toBe("passed");
  },
);

test("CMP-06: marketing needs written consent to marketing, and the latest good consent is the evidence", () => {
  const written = { ...consent, ...SIGNED, id: "c-2" };
  const newer = { ...written, id: "c-3", capturedAt: new Date("2026-03-01Z") };
  expect(
    rule(decide({ purpose: "marketing", consents: [{ ...written, level: "express" }] }), "consent").evidence,
  ).toEqual({
    required: { channel: "voice_ai", level: "express_written", purpose: "marketing" },
    implied: null,
    matched: null,
    rejected: [{ id: "c-2", reason: "level_too_low" }],
  });
  const decision = decide({ purpose: "marketing", consents: [consent, newer, written] });
  expect(rule(decision, "consent").evidence.matched?.id).toBe("c-3");
});

test("a consent that expires before the hours open gives no legal time", () => {
  const expiring = [{ ...consent, expiresAt: new Date("2026-06-16T15:00:00Z") }];
  const decision = decide({ consents: expiring }, "2026-06-16T12:00:00Z");
  expect(rule(decision, "consent").status).toBe("passed");
  expect(rule(decision, "local_hours").clearsAt).toBe("2026-06-16T16:00:00.000Z");
  expect(decision.earliestLegalAt).toBeNull();
});

test("CMP-05: a toll-free number needs New York and Honolulu inside the hours at once", () => {
  const tollFree = { timeZones: [], states: [{ state: "AZ", provenance: "address" }] } as const;
  expect(decide(tollFree, "2026-06-16T18:59:00Z").verdict).toBe("blocked");
  expect(decide(tollFree, "2026-06-16T18:59:00Z").earliestLegalAt?.toISOString()).toBe("2026-06-16T19:00:00.000Z");
  expect(decide(tollFree, "2026-06-16T23:59:59Z").verdict).toBe("allowed");
  expect(decide(tollFree, "2026-06-17T00:00:00Z").verdict).toBe("blocked");
  const zones = rule(decide(tollFree), "local_hours").evidence.zones;
  expect(zones.map(({ zone }) => zone)).toContain("America/New_York");
  expect(zones.find(({ zone }) => zone === "Pacific/Honolulu")).toMatchObject({
    localTime: "2026-06-16T08:00",
    weekday: 2,
    window: { opens: "09:00", closes: "20:00" },
    isInside: false,
    provenance: ["assumed"],
  });
});

test("CMP-05: a declared zone that does not exist counts as the whole country", () => {
  const zones = [...base.timeZones, { zone: "Mars/Olympus", provenance: "declared" }] as const;
  const decision = decide({ timeZones: zones });
  expect(rule(decision, "local_hours")).toMatchObject({
    status: "blocked",
    evidence: { unknownZones: ["Mars/Olympus"] },
  });
});

test("CMP-05: an address adds its zone and never takes the number's away", () => {
  const newYork = { zone: "America/New_York", provenance: "address" } as const;
  const both = [...base.timeZones, newYork];
  expect(decide({ timeZones: both }, "2026-06-17T00:30:00Z").verdict).toBe("blocked");
  expect(decide({}, "2026-06-17T00:30:00Z").verdict).toBe("allowed");
  expect(decide({ timeZones: [newYork] }, "2026-06-16T13:30:00Z").verdict).toBe("allowed");
  expect(decide({ timeZones: both }, "2026-06-16T13:30:00Z").verdict).toBe("blocked");
});

test("the state that narrows the day is named with its source", () => {
  const kentucky = {
    timeZones: [{ zone: "America/New_York", provenance: "area_code" }],
    states: [{ state: "KY", provenance: "area_code" }],
  } as const;
  const early = decide(kentucky, "2026-06-16T13:30:00Z");
  const hours = rule(early, "local_hours");
  expect(hours).toMatchObject({ status: "blocked", remedy: "wait_until", clearsAt: "2026-06-16T14:00:00.000Z" });
  expect(hours.evidence.decidingStates).toEqual(["KY"]);
  expect(hours.sources.map(({ citation }) => citation)).toContain("Kentucky calling hours");
});

test("frequency: the third contact passes, the fourth within 24 hours does not, and one of exactly 24 hours still counts", () => {
  const two = attempts("2026-06-16T16:00:00Z", "2026-06-16T17:00:00Z");
  expect(decide(two).verdict).toBe("allowed");
  const third = { id: "call-2", at: new Date("2026-06-15T18:00:00Z") };
  const three = { recentAttempts: [...(two.recentAttempts ?? []), third] };
  expect(rule(decide(three), "frequency")).toMatchObject({ status: "blocked", clearsAt: "2026-06-16T18:01:00.000Z" });
  expect(decide(three, "2026-06-16T18:00:59.999Z").verdict).toBe("allowed");
  expect(decide(three).earliestLegalAt?.toISOString()).toBe("2026-06-16T18:01:00.000Z");
  expect(decide(three, "2026-06-16T18:01:00Z").verdict).toBe("allowed");
});

test("frequency: a reservation that another clock dates a little later counts as well", () => {
  const ahead = attempts("2026-06-16T18:00:02Z", "2026-06-16T18:00:03Z", "2026-06-16T18:00:04Z");
  expect(rule(decide(ahead), "frequency").status).toBe("blocked");
  expect(
    rule(decide(attempts("2026-06-18T18:00:02Z", "2026-06-18T18:10Z", "2026-06-18T18:20Z")), "frequency").status,
  ).toBe("passed");
});

test("holidays: the federal day where the person is, its observed day, and the firm's own day", () => {
  const name = (at: string, change: Partial<GateFacts> = {}) => rule(decide(change, at), "holiday").evidence.holidays;
  expect(name("2026-11-26T18:00:00Z")).toEqual([
    { kind: "federal", date: "2026-11-26", name: "Thanksgiving Day", zone: "America/Phoenix" },
  ]);
  expect(name("2026-07-03T18:00:00Z")).toHaveLength(1);
  expect(name("2028-11-10T18:00:00Z")).toHaveLength(1);
  expect(name("2027-12-31T18:00:00Z")).toHaveLength(1);
  expect(name("2026-06-16T18:00:00Z", firm({ holidays: ["2026-06-16"] }))).toEqual([
    { kind: "firm", date: "2026-06-16", name: null, zone: "America/Phoenix" },
  ]);
  expect(decide({}, "2026-11-26T18:00:00Z").earliestLegalAt?.toISOString()).toBe("2026-11-27T16:00:00.000Z");
});

test("firm hours tighten: the evening is closed although the law would allow it", () => {
  const day = { opens: "08:30", closes: "17:30" };
  const office = firm({ hours: { 1: day, 2: day, 3: day, 4: day, 5: day } });
  const evening = decide(office, "2026-06-19T01:00:00Z");
  expect(rule(evening, "firm_hours")).toMatchObject({
    status: "blocked",
    remedy: "wait_until",
    clearsAt: "2026-06-19T15:30:00.000Z",
    evidence: { localTime: "2026-06-18T18:00", weekday: 4, window: day, isInside: false },
  });
  // The next day is Juneteenth, then a weekend on which the firm is closed.
  expect(evening.earliestLegalAt?.toISOString()).toBe("2026-06-22T16:00:00.000Z");
});

test("recording: one-party states on both sides need only the announcement", () => {
  const decision = decide({ isRecordingRequested: true });
  expect(decision.disclosures).toMatchObject({
    recordingAllowed: true,
    recordingAnnouncement: true,
    strictestState: null,
  });
});

test.each<[string, Partial<GateFacts>, string]>([
  ["the called party's state", { states: [{ state: "CA", provenance: "area_code" }] }, "CA"],
  ["the firm's state", firm({ state: "IL" }), "IL"],
  ["an unknown state", { states: [] }, "unknown"],
  ["an unknown firm state", firm({ state: null }), "unknown"],
])(
  "recording: %s asks everyone, so only consent on record allows it, and the call goes on unrecorded",
  (_, change, state) => {
    const without = decide({ ...change, isRecordingRequested: true }, "2026-06-16T22:00:00Z");
    expect(without.disclosures).toMatchObject({
      recordingAllowed: false,
      recordingAnnouncement: false,
      strictestState: state,
    });
    expect(rule(without, "recording_disclosure")).toMatchObject({
      status: "warning",
      remedy: "record_recording_consent",
    });
    expect(without.verdict).toBe("allowed");
    const granted = { status: "granted", id: "c-9", at: LEGAL } as const;
    expect(
      decide({ ...change, isRecordingRequested: true, recordingConsent: granted }).disclosures.recordingAllowed,
    ).toBe(true);
  },
);

test("recording: a refusal ends it even where one party is enough", () => {
  const declined = { status: "declined", id: "c-9", at: LEGAL } as const;
  const decision = decide({ isRecordingRequested: true, recordingConsent: declined });
  expect(decision.disclosures.recordingAllowed).toBe(false);
  expect(rule(decision, "recording_disclosure").remedy).toBe("call_without_recording");
});

test("an AI statute counts from the day on which it takes effect", () => {
  const colorado = {
    timeZones: [{ zone: "America/Denver", provenance: "area_code" }],
    states: [{ state: "CO", provenance: "area_code" }],
  } as const;
  expect(rule(decide(colorado, "2026-12-31T18:00:00Z"), "ai_disclosure").evidence.states).toEqual([]);
  expect(rule(decide(colorado, "2027-01-01T18:00:00Z"), "ai_disclosure").evidence.states).toEqual(["CO"]);
});
