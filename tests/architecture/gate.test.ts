import { expect, test } from "vitest";
import { listSources, readProjectFile } from "./project-files";

/** What a request that calls or writes to a person looks like at each provider, wherever it may stand. */
const OUTWARD = [
  /\/Messages(\.json|")/,
  /type: "message\.send"/,
  /\/message\/send(Text|Media)/,
  /\/conversations\/messages(?!\/)/,
  /sms-gateway\/send/,
  /two-legged-call/,
  /calls\.create\(/,
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

const sources = () =>
  listSources(["app", "components", "db", "lib", "scripts"]).filter((file) => !/\.test\.tsx?$/.test(file));

test("CMP-01 requests that reach a person are written in the clients behind the gate and nowhere else", () => {
  const files = sources().filter((file) => OUTWARD.some((pattern) => pattern.test(readProjectFile(file))));
  expect(files.filter((file) => !CLIENTS.includes(file))).toEqual([]);
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

test("CMP-01 every send client takes a cleared order and nothing else", () => {
  const clients = sources().filter((file) => /^lib\/integrations\/[^/]+\/send-message\.ts$/.test(file));
  expect(clients).toHaveLength(6);
  for (const file of clients) {
    expect(readProjectFile(file), file).toMatch(/export async function send\w+Message\(\s*order: ClearedSend,/);
  }
});
