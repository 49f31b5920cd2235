import { expect, test } from "vitest";
import { listSources, readProjectFile } from "./project-files";
import { REQUESTS } from "./requests";

/** What a request that calls or writes to a person looks like at each provider, wherever it may stand. */
const OUTWARD = [
  /\/Messages(\.json|["'`])/,
  /type: ["'`]message\.send["'`]/,
  /\bmessage\W{1,5}send[A-Z]/,
  /\bconversations\/messages(?!\/)/,
  /sms-gateway/,
  /two-legged-call/,
  /\bcalls\W{1,4}create\b/,
];

/** Each with what it asks of the provider; look-ups read the same addresses. */
const CLIENTS = [
  "lib/integrations/aloware/send-message.ts",
  "lib/integrations/evolution/send-message.ts",
  "lib/integrations/ghl/send-message.ts",
  "lib/integrations/twilio/find-sent-message.ts",
  "lib/integrations/twilio/send-message.ts",
  "lib/integrations/vapi/place-call.ts",
  "lib/outgoing/post-order.ts",
];

/** Modules that carry other files' requests. */
const WAYS_OUT = "http/exchange|http/request-json|gateway-request|vapi/client|post-to-receiver|fetch-file|post-order";
const LOADS = "(?:from |import\\(|require\\()[\"'`]";

/** How a file makes requests: by the runtime's own means, a library's, or one of our ways out. */
const MAKES_REQUESTS = [
  /(?<![.\w]re)(?<!\w)fetch(?=\s*[(,;})\]]|\.(?:call|bind|apply))/,
  /\b(?:XMLHttpRequest|EventSource|WebSocket|sendBeacon|createVapiClient)\b/,
  new RegExp(`${LOADS}node:(?:https?|http2|net|tls|dgram|child_process)["'\`]`),
  new RegExp(`${LOADS}(?:undici|axios|got|ky|node-fetch|twilio|@vapi-ai/[^"'\`]+)["'\`]`),
  new RegExp(`${LOADS}[^"'\`]*(?:${WAYS_OUT})["'\`]`),
];

/** Of those who can reach people: a request by hand has to name one, or the setting that does. */
const PROVIDER_HOSTS =
  /\b(?:twilio\.com|leadconnectorhq\.com|gohighlevel\.com|aloware\.(?:io|com)|vapi\.ai|graph\.facebook\.com)/;
const NAMING_HOSTS = ["lib/core/env.ts", "lib/domain/calls/are-calls-simulated.ts"];

const sources = (folders = ["app", "components", "db", "lib", "scripts"]) => listSources(folders);

/** A file as it runs: without comments, and without imports of types and of what only reads an address. */
function codeOf(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/^\s*\/\/.*$/gm, "")
    .replaceAll(/^import (?:type [^;]*|\{ isIP \} from "node:net");$/gm, "");
}

const makesRequests = (code: string) => MAKES_REQUESTS.some((pattern) => pattern.test(code));

test("CMP-01 requests that reach a person are written in the clients behind the gate and nowhere else", () => {
  const files = sources().filter((file) => OUTWARD.some((pattern) => pattern.test(codeOf(readProjectFile(file)))));
  expect(files.toSorted()).toEqual(CLIENTS);
});

test("CMP-01 every file that makes requests stands in the list with what for, and no other file does", () => {
  const files = sources(["app", "components", "db", "lib"]).filter((file) =>
    makesRequests(codeOf(readProjectFile(file))),
  );
  expect(files.toSorted()).toEqual(Object.keys(REQUESTS).toSorted());
  for (const file of ["instrumentation.ts", "middleware.ts"]) {
    expect(makesRequests(codeOf(readProjectFile(file))), file).toBe(false);
  }
});

test.each([
  'await fetch("https://api.twil" + "io.com/x")',
  "globalThis.fetch(url, init)",
  "const ask = fetch;",
  "withRetry({ fetch })",
  'import { request } from "node:https";',
  'const { connect } = await import("node:tls");',
  'import { VapiClient } from "@vapi-ai/server-sdk";',
  'import twilio from "twilio";',
  'import { exchange as ask } from "@/lib/http/exchange";',
  'import { askGateway } from "../integrations/evolution/gateway-request";',
  'import { createVapiClient } from "./client";',
  'import { postOrder } from "@/lib/outgoing/post-order";',
  "new EventSource(url)",
])("CMP-01 %s would have to stand in the list", (code) => {
  expect(makesRequests(codeOf(code))).toBe(true);
});

test("what only sounds like a request need not", () => {
  for (const code of ["void list.refetch()", "usePrefetch();", 'import type { Agent } from "node:https";']) {
    expect([code, makesRequests(codeOf(code))]).toEqual([code, false]);
  }
});

test("CMP-01 the hosts of those who can reach people are named in the settings alone", () => {
  const files = sources().filter((file) => PROVIDER_HOSTS.test(codeOf(readProjectFile(file))));
  expect(files.toSorted()).toEqual(NAMING_HOSTS);
});

test("CMP-01 an order is cleared in begin-send alone, after the gate was asked", () => {
  const minters = sources().filter((file) =>
    /\bas (unknown as )?ClearedSend\b|<ClearedSend>/.test(readProjectFile(file)),
  );
  expect(minters).toEqual(["lib/domain/sends/begin-send.ts"]);
  const text = readProjectFile("lib/domain/sends/begin-send.ts");
  expect(text.indexOf("await decide(")).toBeGreaterThan(0);
  expect(text.indexOf("await decide(")).toBeLessThan(text.indexOf('return { kind: "send"'));
});

test("CMP-01 a dial begins in begin-dial alone, after the gate was asked", () => {
  const text = readProjectFile("lib/domain/calls/begin-dial.ts");
  expect(text.indexOf("await decideForContact(")).toBeGreaterThan(0);
  expect(text.indexOf("await decideForContact(")).toBeLessThan(text.indexOf('return { kind: "dial"'));
  const handler = readProjectFile("lib/jobs/handlers/dial-call.ts");
  expect(handler).toMatch(
    /beginDial\([\s\S]*if \(dial\.kind !== "dial"\) return;\s*const result = await placeCall\(dial\);/,
  );
});

test("CMP-01 every client that reaches a person takes a cleared order, and a dial its payload, and nothing else", () => {
  const clients = Object.keys(REQUESTS).filter((file) => REQUESTS[file] === "to_a_person");
  expect(clients).toHaveLength(8);
  for (const file of clients.filter((each) => each !== "lib/integrations/vapi/place-call.ts")) {
    expect(readProjectFile(file), file).toMatch(
      /export async function (send\w+Message|postOrder)\(\s*order: ClearedSend,/,
    );
  }
});
