import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { sha256 } from "@/lib/core/sha256";
import { findPlacedCall } from "./find-placed-call";
import { placeCall } from "./place-call";
import { testConnection } from "./test-connection";

type Answer = (outgoing: ServerResponse, incoming: IncomingMessage) => void;

const received: { method: string; url: string; authorization: string | undefined; body: string }[] = [];
let answer: Answer = (outgoing) => outgoing.writeHead(500).end();
const server = createServer(async (incoming, outgoing) => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  received.push({
    method: incoming.method ?? "",
    url: incoming.url ?? "",
    authorization: incoming.headers.authorization,
    body: Buffer.concat(chunks).toString("utf8"),
  });
  answer(outgoing, incoming);
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  vi.stubEnv("VAPI_BASE_URL", `http://127.0.0.1:${port}`);
});
beforeEach(() => {
  received.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const payloadText = JSON.stringify({
  assistantId: "a",
  customer: { number: "+16025550142", externalId: "ct_x" },
  assistantOverrides: { firstMessage: "¿Puedo hablar con José? “Sí” \u2028 🙂 </script>", maxDurationSeconds: 600 },
});

function json(status: number, body: unknown): Answer {
  return (outgoing) => outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

test("R11 the bytes that arrive at POST /call are those of the preview, once, with the firm's key", async () => {
  answer = json(201, { id: "019d2ad0-6eb1-7aac-9377-0fc25d8bc1ad", status: "queued" });
  const result = await placeCall({ apiKey: "key-of-the-firm", payloadText });
  expect(result).toEqual({ kind: "placed", providerCallId: "019d2ad0-6eb1-7aac-9377-0fc25d8bc1ad" });
  expect(received).toEqual([
    { method: "POST", url: "/call", authorization: "Bearer key-of-the-firm", body: payloadText },
  ]);
});

test("text that the SDK would write otherwise is not sent", async () => {
  await expect(placeCall({ apiKey: "k", payloadText: `{ "assistantId": "a" }` })).rejects.toThrow(RangeError);
  expect(received).toEqual([]);
});

test.each([
  [400, { kind: "refused", reason: "bad_request" }],
  [401, { kind: "refused", reason: "bad_key" }],
  [402, { kind: "refused", reason: "payment_required" }],
  [403, { kind: "refused", reason: "forbidden" }],
  [404, { kind: "refused", reason: "not_found" }],
  [409, { kind: "refused", reason: "conflict" }],
  [422, { kind: "refused", reason: "bad_request" }],
  [429, { kind: "not_sent", reason: "rate_limited" }],
  [408, { kind: "unknown" }],
  [418, { kind: "unknown" }],
  [500, { kind: "unknown" }],
  [502, { kind: "unknown" }],
  [503, { kind: "unknown" }],
])("AVL-02 an answer %i is read as what it proves and never repeated", async (status, expected) => {
  answer = json(status, { message: ["secret vendor words"], error: "x", statusCode: status });
  expect(await placeCall({ apiKey: "k", payloadText })).toEqual(expected);
  expect(received).toHaveLength(1);
});

test.each<[string, Answer]>([
  ["a connection that is cut", (outgoing) => outgoing.destroy()],
  ["a 201 without an id", json(201, { status: "queued" })],
  ["a 201 that is not JSON", (outgoing) => outgoing.writeHead(201).end("<html>")],
  [
    "a 201 whose body breaks off",
    (outgoing) => {
      outgoing.writeHead(201, { "content-type": "application/json", "content-length": "100" });
      outgoing.write('{"id":"1', () => outgoing.destroy());
    },
  ],
  ["a redirect", (outgoing) => outgoing.writeHead(307, { location: "/elsewhere" }).end()],
])("AVL-02 %s leaves the call unknown after one request", async (_, broken) => {
  answer = broken;
  expect(await placeCall({ apiKey: "k", payloadText })).toEqual({ kind: "unknown" });
  expect(received).toHaveLength(1);
});

test("AVL-02 a request that is given up leaves the call unknown", async () => {
  answer = () => {};
  const giveUp = AbortSignal.timeout(200);
  expect(await placeCall({ apiKey: "k", payloadText, signal: giveUp })).toEqual({ kind: "unknown" });
  expect(received).toHaveLength(1);
});

test.each([
  [json(200, []), { ok: true }],
  [json(401, {}), { ok: false, reason: "bad_key" }],
  [json(403, {}), { ok: false, reason: "bad_key" }],
  [json(429, {}), { ok: false, reason: "rate_limited" }],
  [json(500, {}), { ok: false, reason: "unreachable" }],
  [json(400, {}), { ok: false, reason: "unexpected" }],
  [json(200, { html: true }), { ok: false, reason: "unexpected" }],
])("a connection test says what is wrong without the vendor's words (%#)", async (given, expected) => {
  answer = given;
  expect(await testConnection("k")).toEqual(expected);
  expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /assistant?limit=1"]);
});

test("a lost call is found by the digest of its token, over several pages, and no other call is taken for it", async () => {
  const attemptedAt = new Date("2026-11-24T18:00:00Z");
  const call = (index: number) => ({
    id: `call-${index}`,
    createdAt: new Date(attemptedAt.getTime() + 60_000 - index * 100).toISOString(),
    ...(index % 3 === 0 ? {} : { customer: { externalId: `ct_${index}` } }),
  });
  const calls = Array.from({ length: 130 }, (_, index) => call(index));
  answer = (outgoing, incoming) => {
    const before = new URL(incoming.url ?? "", "http://x").searchParams.get("createdAtLe") ?? "";
    json(200, calls.filter(({ createdAt }) => createdAt <= before).slice(0, 100))(outgoing, incoming);
  };
  const look = { apiKey: "k", assistantId: "assistant-1", attemptedAt };
  expect(await findPlacedCall({ ...look, tokenHash: sha256("ct_125") })).toEqual({
    kind: "found",
    providerCallId: "call-125",
  });
  expect(received[0]?.url).toContain("assistantId=assistant-1");
  expect(await findPlacedCall({ ...look, tokenHash: sha256("ct_none") })).toEqual({ kind: "absent" });
});

test.each([json(500, {}), json(401, {}), json(200, { calls: "none" })])(
  "a list that does not come says nothing about the call (%#)",
  async (given) => {
    answer = given;
    const look = { apiKey: "k", assistantId: "a", attemptedAt: new Date(), tokenHash: sha256("ct_1") };
    expect(await findPlacedCall(look)).toMatchObject({ kind: "failed" });
  },
);
