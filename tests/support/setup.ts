import { afterEach, beforeEach, expect, vi } from "vitest";

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
