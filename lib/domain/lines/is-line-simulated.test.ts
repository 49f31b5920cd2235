import { beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

type Line = Parameters<typeof import("./is-line-simulated")["isLineSimulated"]>[0];

async function ask(provider: Line["provider"], settings: Line["settings"] = {}): Promise<boolean> {
  const { isLineSimulated } = await import("./is-line-simulated");
  return isLineSimulated({ provider, settings });
}

test("a vendor's own host is real", async () => {
  for (const provider of ["twilio", "ghl", "aloware", "evolution"] as const) expect(await ask(provider)).toBe(false);
  expect(await ask("texting", { sendUrl: "https://texting.example/send" })).toBe(false);
  expect(await ask("broadcast")).toBe(false);
});

test("any other host stands in for the vendor, also one that looks like it", async () => {
  vi.stubEnv("TWILIO_BASE_URL", "https://api.twilio.com.example");
  vi.stubEnv("GHL_BASE_URL", "http://127.0.0.1:4000/ghl");
  vi.stubEnv("ALOWARE_BASE_URL", "https://notaloware.io");
  for (const provider of ["twilio", "ghl", "aloware"] as const) expect(await ask(provider)).toBe(true);
  expect(await ask("texting", { sendUrl: "http://127.0.0.1:4000/texting/messages" })).toBe(true);
});

test("a gateway on this machine stands in for the firm's own in the embedded mode alone", async () => {
  vi.stubEnv("EVOLUTION_BASE_URL", "http://127.0.0.1:4000/evolution");
  expect(await ask("evolution")).toBe(false);
  vi.resetModules();
  vi.stubEnv("DOCKETLINE_MODE", "embedded");
  expect(await ask("evolution")).toBe(true);
});
