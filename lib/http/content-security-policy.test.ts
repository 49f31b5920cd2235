import { expect, test } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

const SETTINGS = { nonce: "bm9uY2U=", clerkHost: undefined, isDevelopment: false, isHttps: true };

function directives(settings: Partial<Parameters<typeof contentSecurityPolicy>[0]> = {}): Map<string, string> {
  const policy = contentSecurityPolicy({ ...SETTINGS, ...settings });
  return new Map(
    policy.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources.join(" ")];
    }),
  );
}

test("WEB-01 scripts run by nonce alone, and nothing else is left open", () => {
  const policy = directives();
  expect(policy.get("script-src")).toBe("'nonce-bm9uY2U=' 'strict-dynamic'");
  expect(policy.get("style-src")).toBe("'self' 'nonce-bm9uY2U='");
  for (const name of ["object-src", "base-uri", "frame-ancestors", "frame-src"])
    expect(policy.get(name)).toBe("'none'");
  expect(policy.get("form-action")).toBe("'self'");
  expect(policy.get("default-src")).toBe("'self'");
  const unsafe = [...policy].filter(([, sources]) => /unsafe|\*|https?:/.test(sources));
  expect(unsafe).toEqual([["style-src-attr", "'unsafe-inline'"]]);
});

test("WEB-01 Clerk's hosts are open only where the browser talks to Clerk directly", () => {
  const direct = directives({ clerkHost: "clerk.firm.test" });
  expect(direct.get("connect-src")).toBe("'self' https://clerk.firm.test https://clerk-telemetry.com");
  expect(direct.get("frame-src")).toBe("https://challenges.cloudflare.com");
  expect(contentSecurityPolicy(SETTINGS)).not.toContain("https://");
});

test("WEB-01 what development tools need is missing in production", () => {
  const policy = contentSecurityPolicy(SETTINGS);
  expect(policy).not.toMatch(/unsafe-eval|ws:/);
  expect(contentSecurityPolicy({ ...SETTINGS, isDevelopment: true })).toContain("'unsafe-eval'");
});

test("only an address with TLS asks for upgrades", () => {
  expect(directives().has("upgrade-insecure-requests")).toBe(true);
  expect(directives({ isHttps: false }).has("upgrade-insecure-requests")).toBe(false);
});
