import { afterEach, beforeEach, expect, vi } from "vitest";

// A fixed key of the suites; it never leaves them.
process.env["ENCRYPTION_KEYS"] ??= `1:${Buffer.from("suite-key-of-thirty-two-bytes-01").toString("base64")}`;
process.env["LOG_LEVEL"] ??= "silent";

let consoleError: ReturnType<typeof vi.spyOn>;
let consoleWarn: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  consoleError = vi.spyOn(console, "error");
  consoleWarn = vi.spyOn(console, "warn");
});

afterEach(() => {
  const unexpected = [...consoleError.mock.calls, ...consoleWarn.mock.calls];
  consoleError.mockRestore();
  consoleWarn.mockRestore();
  expect(unexpected, "a test wrote to console.error or console.warn").toEqual([]);
});
