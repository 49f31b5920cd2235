import { afterEach, beforeEach, expect, vi } from "vitest";

const slot = globalThis as typeof globalThis & { environmentAtFirst?: NodeJS.ProcessEnv };
forgetEarlierFile();

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

/**
 * Files share a worker, because loading the packages anew for each took half of the time. Our own modules are loaded anew:
 * what one file left in a module, a mock or the environment is not there for the next.
 */
function forgetEarlierFile(): void {
  vi.resetModules();
  vi.unstubAllEnvs();
  slot.environmentAtFirst ??= { ...process.env };
  for (const name of Object.keys(process.env)) if (!(name in slot.environmentAtFirst)) delete process.env[name];
  Object.assign(process.env, slot.environmentAtFirst);
  vi.unstubAllGlobals();
  vi.useRealTimers();
  for (const key of Object.keys(globalThis)) if (key.startsWith("docketline")) Reflect.deleteProperty(globalThis, key);
  for (const name of ["next/cache", "next/headers", "next/navigation"]) vi.doUnmock(name);
}
