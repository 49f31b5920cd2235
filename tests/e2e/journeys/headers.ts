import { check, type Journey } from "../support/journey";
import { demoMember, signedIn } from "../support/person";

const EVERYWHERE = [
  "strict-transport-security",
  "x-content-type-options",
  "referrer-policy",
  "cross-origin-opener-policy",
  "permissions-policy",
];

const REQUESTS: readonly [method: string, path: string][] = [
  ["GET", "/"],
  ["GET", "/sign-in"],
  ["GET", "/there-is-nothing"],
  ["GET", "/desk/cases"],
  ["GET", "/api/health"],
  ["GET", "/api/desk/calls/6a0d5b0e-0000-4000-8000-000000000000/events"],
  ["POST", "/api/webhooks/vapi/unknown"],
  ["GET", "/api/webhooks/vapi/unknown"],
  ["DELETE", "/api/webhooks/clerk"],
];

/** Looks at answers as they come over the wire, errors and refusals included. */
export const headers: Journey = {
  name: "every answer carries the security headers (WEB-02), pages have a nonce policy (WEB-01), signed-in pages are not stored (WEB-03)",
  run: async (context) => {
    for (const [method, path] of REQUESTS) {
      const answer = await fetch(context.desk.baseUrl + path, { method, redirect: "manual" });
      const where = `${method} ${path} (${answer.status})`;
      check(answer.status < 500, `${where}: a client's request ends in a server error`);
      for (const name of EVERYWHERE) check(answer.headers.get(name), `${where} lacks ${name}`);
      check(answer.headers.get("x-powered-by") === null, `${where} names its framework`);
    }
    const person = await signedIn(context, demoMember("org_calder", "org:admin"));
    const page = await person.page.goto("/desk/cases");
    const policy = page?.headers()["content-security-policy"] ?? "";
    check(/script-src 'nonce-[^']+' 'strict-dynamic'/.test(policy), `the policy is: ${policy}`);
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
      check(policy.includes(part), `the policy lacks ${part}`);
    }
    check(/no-store/.test(page?.headers()["cache-control"] ?? ""), "a signed-in page may be stored");
    await person.leave();
  },
};
