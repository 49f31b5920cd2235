import { connect } from "node:net";
import { check, type Journey } from "../support/journey";
import { demoMember, signedIn } from "../support/person";
import { visit } from "../support/visit";

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

/** What no browser says. Each is answered by the server before Next, or by Next with the same headers. */
const UNUSUAL = [
  "TRACE / HTTP/1.1",
  "TRACE /api/webhooks/vapi/unknown HTTP/1.1",
  "PROPFIND /desk HTTP/1.1",
  "CONNECT evil.test:443 HTTP/1.1",
  "OPTIONS * HTTP/1.1",
  "GET http://evil.test/sign-in HTTP/1.1",
  "GET //evil.test/ HTTP/1.1",
  "GET /%zz HTTP/1.1",
  "POST /api/webhooks/vapi/%zz HTTP/1.1",
  "POST /api/webhooks/vapi/unknown/ HTTP/1.1",
  "NONSENSE",
];

/** Says one request line and gives all that comes back. */
async function sayLine(baseUrl: string, line: string): Promise<string> {
  const { port, host } = new URL(baseUrl);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(`${line}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return Buffer.concat(await socket.toArray()).toString("latin1");
}

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
    for (const line of UNUSUAL) {
      const text = await sayLine(context.desk.baseUrl, line);
      check(/^HTTP\/1\.1 [234]\d\d /.test(text), `${line} is answered: ${text.slice(0, 40)}`);
      for (const name of EVERYWHERE) check(text.toLowerCase().includes(`\r\n${name}: `), `${line} lacks ${name}`);
      check(!/^location: (https?:)?\/\//im.test(text), `${line} leads elsewhere`);
    }
    const person = await signedIn(context, demoMember("org_calder", "org:admin"));
    const page = await visit(person.page, "/desk/cases");
    const policy = page?.headers()["content-security-policy"] ?? "";
    check(/script-src 'nonce-[^']+' 'strict-dynamic'/.test(policy), `the policy is: ${policy}`);
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
      check(policy.includes(part), `the policy lacks ${part}`);
    }
    check(/no-store/.test(page?.headers()["cache-control"] ?? ""), "a signed-in page may be stored");
    await person.leave();
  },
};
