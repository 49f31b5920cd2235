import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { type EnvProblem, parseEnv, unsafeSettings } from "@/lib/core/env";

const SWITCH = { OUTGOING_WEBHOOKS_ALLOW_LOOPBACK: "true" };

function problemsOf(settings: Record<string, string>): EnvProblem[] {
  const result = parseEnv({ ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")}`, ...settings });
  return result.ok ? unsafeSettings(result.env) : result.problems;
}

test("WH-13 the demonstration's switch keeps a server from booting, and is allowed in embedded mode alone", () => {
  const refusal = { setting: "OUTGOING_WEBHOOKS_ALLOW_LOOPBACK", reason: "is for the embedded mode only" };
  for (const NODE_ENV of ["production", "development"]) {
    expect(problemsOf({ ...SWITCH, NODE_ENV, DOCKETLINE_MODE: "server" })).toContainEqual(refusal);
    expect(problemsOf({ ...SWITCH, NODE_ENV, DOCKETLINE_MODE: "embedded" })).not.toContainEqual(refusal);
    expect(problemsOf({ NODE_ENV, DOCKETLINE_MODE: "server" })).not.toContainEqual(refusal);
  }
  expect(problemsOf({ OUTGOING_WEBHOOKS_ALLOW_LOOPBACK: "perhaps" })).toMatchObject([{ setting: refusal.setting }]);
});
