import { expect, test } from "vitest";
import { STATE_CODES } from "@/lib/domain/phones/us-states";
import { LEGAL_CALL, LEGAL_TIME } from "@/tests/support/gate-facts";
import { evaluateGate } from "./evaluate-gate";
import { listPolicy } from "./list-policy";

test("the policy as shown has every rule that the gate asks, in its order, each with a source, its review and its day", () => {
  const policy = listPolicy();
  const asked = evaluateGate(LEGAL_CALL, LEGAL_TIME).rules.map(({ code }) => code);
  expect(policy.rules.map(({ code }) => code)).toEqual(asked);
  for (const rule of policy.rules) {
    expect(rule.sources.length).toBeGreaterThan(0);
    expect(rule.reviewedOn).toMatch(/^2026-\d\d-\d\d$/);
  }
  expect(policy.states.map(({ state }) => state)).toEqual(STATE_CODES);
});

test("what a single unverified or conflicting source carries is shown as still to verify", () => {
  const { rules, states } = listPolicy();
  const reviewOf = (code: string) => rules.find((rule) => rule.code === code)?.review;
  expect(reviewOf("solicitation")).toBe("to_verify");
  expect(reviewOf("do_not_call")).toBe("summaries");
  expect(reviewOf("firm_hours")).toBe("text_read");
  const state = (code: string) => states.find((row) => row.state === code);
  expect(state("OK")?.hours?.review).toBe("to_verify");
  expect(state("FL")).toMatchObject({
    hours: { review: "summaries" },
    frequency: { limit: 3 },
    recording: { rule: "all_party" },
  });
  expect(state("NV")?.recording).toMatchObject({ rule: "all_party", review: "to_verify" });
  expect(state("VA")?.duties.length).toBeGreaterThan(0);
  expect(state("CO")?.aiDisclosure[0]?.from).toBe("2027-01-01");
  expect(state("AZ")).toMatchObject({ hours: null, frequency: null, recording: { rule: "one_party" } });
});
