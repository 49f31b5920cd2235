import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { webhookEvents } from "@/db/schema/webhook-events";
import { answerNodeWebhook } from "@/lib/webhooks/answer-node-webhook";
import { createFloodGuard, type FloodGuard } from "@/lib/webhooks/flood-guard";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { type Door, openDoors } from "./both-doors";
import { about, openWebhookFirm, proofOf, type WebhookFirm } from "./webhook-firm";

const MEBIBYTE = 1_048_576;
const BODY_MS = 400;

let embedded: TestDatabase;
let firm: WebhookFirm;
let doors: Door[];
let server: Server;
let port: number;
beforeAll(async () => {
  embedded = await createTestDatabase("pglite");
  firm = await openWebhookFirm("lean");
  doors = await openDoors();
  const take: RequestListener = (request, response) => {
    const options = request.headers["x-patience"] === "none" ? { bodyMs: BODY_MS } : {};
    if (!answerNodeWebhook(request, response, options)) response.writeHead(418).end();
  };
  server = createServer({ joinDuplicateHeaders: true }, take).on("checkContinue", take);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterAll(async () => {
  for (const door of doors) await door.close();
  server.close();
  server.closeAllConnections();
  await embedded.drop();
});

const JSON_TYPE = { "content-type": "application/json" };
const events = () => firm.read((tx) => tx.$count(webhookEvents));

type Sent = Omit<Parameters<Door["send"]>[0], "provider" | "token"> & { provider?: string; token?: string | null };

/** What every door says of one delivery, without what is of this one answer alone. */
async function askBoth(make: () => Sent) {
  const said = [];
  for (const door of doors) {
    const { status, headers, body } = await door.send({ provider: "vapi", token: firm.token, ...make() });
    const kept = ["content-type", "cache-control", "allow", "retry-after"].map((name) => [name, headers.get(name)]);
    const withoutId = body.replace(/"requestId":"[0-9a-f-]{36}"/, '"requestId":"…"');
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    if (withoutId !== body) expect(body).toContain(headers.get("x-request-id"));
    said.push({ status, headers: Object.fromEntries(kept), body: withoutId });
  }
  const [route, lean] = said;
  expect(lean).toEqual(route);
  return lean;
}

function genuine(message: Record<string, unknown>): Sent {
  const body = JSON.stringify({ message });
  return {
    headers: { ...JSON_TYPE, ...proofOf("standard-webhooks", firm.secret, body) },
    body: Buffer.from(body),
  };
}

test.each<[string, number, () => Sent]>([
  ["a genuine event", 200, () => genuine({ type: "hang", call: { id: randomUUID() } })],
  ["an event that waits", 200, () => genuine({ type: "tool-calls", call: { id: "x" }, toolCallList: [] })],
  ["no proof", 401, () => ({ headers: JSON_TYPE, body: Buffer.from("{}") })],
  ["a doubled proof", 401, () => ({ headers: { ...JSON_TYPE, "webhook-id": "a, b" }, body: Buffer.from("{}") })],
  ["no type", 415, () => ({ headers: {}, body: Buffer.from("{}") })],
  ["a packed body", 415, () => ({ headers: { ...JSON_TYPE, "content-encoding": "gzip" }, body: Buffer.from("{}") })],
  ["too much", 413, () => ({ headers: JSON_TYPE, body: Buffer.alloc(5 * MEBIBYTE + 1) })],
  ["an unknown endpoint", 404, () => ({ token: "A".repeat(32), headers: JSON_TYPE, body: Buffer.from("{}") })],
  ["an unknown sender", 404, () => ({ provider: "nobody", token: "x", headers: JSON_TYPE, body: Buffer.from("{}") })],
  ["the platform's door", 404, () => ({ token: null, headers: JSON_TYPE, body: Buffer.from("{}") })],
  ...["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"].map((method): [string, number, () => Sent] => [
    method,
    405,
    () => ({ method, headers: JSON_TYPE, body: Buffer.from("{}") }),
  ]),
])("both doors answer %s alike, with %i", async (_, status, make) => {
  expect((await askBoth(make))?.status).toBe(status);
});

test("a query goes through both doors, and a repeat at either is a duplicate of the other's", async () => {
  const call = await firm.placeCall();
  const delivery = { ...genuine(about(call, { type: "status-update", status: "ringing" })), query: "a=b&c" };
  const statuses = [];
  for (const door of doors) {
    const { body } = await door.send({ provider: "vapi", token: firm.token, ...delivery });
    statuses.push(JSON.parse(body).status);
  }
  expect(statuses).toEqual(["accepted", "duplicate"]);
});

test("paths that are not exactly a delivery's are left to the router", async () => {
  const paths = [
    "/",
    "/api/webhooks",
    "/api/webhooks/",
    "/api/webhooks/clerk",
    "/api/webhooks/twilio",
    "/api/webhooks/vapi/x/",
    "/api/webhooks/vapi/x/y",
    "//api/webhooks/vapi/x",
    "/API/webhooks/vapi/x",
    "/api/webhooks/%76api/x",
    "/api/webhooks/vapi/..",
    "/api/webhooks/vapi/a%2fb",
    "/api/webhooks/vapi/x;y",
    "http://desk.test/api/webhooks/vapi/x",
  ];
  for (const path of paths) {
    const text = await exchange(`POST ${path} HTTP/1.1\r\nHost: desk.test\r\nConnection: close\r\n\r\n`);
    expect(text, path).toMatch(/^HTTP\/1\.1 418 /);
  }
});

function open(): Socket {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  return socket;
}

function readAll(socket: Socket, enough?: RegExp): Promise<string> {
  let text = "";
  return new Promise((resolve) => {
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (enough?.test(text)) resolve(text);
    });
    socket.once("close", () => resolve(text));
  });
}

async function exchange(bytes: string, enough?: RegExp): Promise<string> {
  const socket = open();
  socket.write(bytes);
  const text = await readAll(socket, enough);
  socket.destroy();
  return text;
}

const head = (headers: Record<string, string>, token = firm.token) =>
  [
    `POST /api/webhooks/vapi/${token} HTTP/1.1`,
    ...Object.entries({ Host: "desk.test", ...JSON_TYPE, ...headers }).map(([name, value]) => `${name}: ${value}`),
    "\r\n",
  ].join("\r\n");

test("WEB-02 the lean door's answers carry the security headers", async () => {
  const text = await exchange(`${head({ "content-length": "2", connection: "close" })}{}`);
  expect(text).toMatch(/^HTTP\/1\.1 401 /);
  for (const name of ["strict-transport-security", "x-content-type-options", "permissions-policy"])
    expect(text.toLowerCase()).toContain(`\r\n${name}: `);
});

test("a sender that waits for 100 Continue gets it when its body is wanted, and not when it was refused before", async () => {
  const expecting = { expect: "100-continue", connection: "close" };
  const huge = await exchange(head({ ...expecting, "content-length": String(50 * MEBIBYTE) }));
  expect(huge).toMatch(/^HTTP\/1\.1 413 /);
  const socket = open();
  socket.write(head({ ...expecting, "content-length": "2" }));
  await readAll(socket, /^HTTP\/1\.1 100 Continue\r\n\r\n/);
  socket.write("{}");
  expect(await readAll(socket)).toMatch(/HTTP\/1\.1 401 /);
});

/** Sends an endless chunked body until the connection ends; gives the answer and how many bytes went out. */
async function sendEndless(headers: Record<string, string> = {}): Promise<{ text: string; sentBytes: number }> {
  const socket = open();
  const chunk = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(65_536, "x"), Buffer.from("\r\n")]);
  let sentBytes = 0;
  const pump = () => {
    do sentBytes += chunk.byteLength;
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.write(head({ "transfer-encoding": "chunked", ...headers }));
  socket.on("drain", pump);
  pump();
  return { text: await readAll(socket), sentBytes };
}

test("WH-08 twenty endless bodies at once are answered 413 and cut off, and memory stays flat", async () => {
  await sendEndless();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 10);
  const all = await Promise.all(Array.from({ length: 20 }, () => sendEndless()));
  clearInterval(watch);
  for (const { text, sentBytes } of all) {
    expect(text).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close/i);
    expect(text).toContain('"status":413');
    expect(sentBytes).toBeLessThan(50 * MEBIBYTE);
  }
  // Each sender may hold the five mebibytes that are allowed, on both sides of the loopback.
  expect(peak - before).toBeLessThan(20 * 5 * 2 * MEBIBYTE + 50 * MEBIBYTE);
}, 30_000);

test("WH-08 fifty mebibytes that are announced are refused before they are read, twenty times at once", async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const socket = open();
      const chunk = Buffer.alloc(MEBIBYTE, "x");
      let left = 50;
      const pump = () => {
        while (left > 0 && !socket.destroyed && socket.write(chunk)) left -= 1;
      };
      socket.write(head({ "content-length": String(50 * MEBIBYTE) }));
      socket.on("drain", pump);
      pump();
      return { text: await readAll(socket), left };
    }),
  );
  for (const { text, left } of answers) {
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(left).toBeGreaterThan(25);
  }
});

test("a sender that takes too long for its body is answered 408, and nothing of it is kept", async () => {
  const before = await events();
  const socket = open();
  const drip = setInterval(() => socket.write(" "), 50);
  socket.write(head({ "content-length": "1000", "x-patience": "none" }));
  const startedAt = Date.now();
  const text = await readAll(socket);
  clearInterval(drip);
  expect(text).toMatch(/^HTTP\/1\.1 408 [\s\S]*permissions-policy[\s\S]*"status":408/i);
  expect(Date.now() - startedAt).toBeLessThan(BODY_MS + 2_500);
  expect(await events()).toBe(before);
});

test("a sender that goes away in the middle leaves nothing behind, and the door serves on", async () => {
  const before = await events();
  for (let round = 0; round < 20; round += 1) {
    const socket = open();
    socket.write(`${head({ "content-length": "100" })}{"message":`);
    await sleep(2);
    socket.destroy();
  }
  await sleep(50);
  expect(await events()).toBe(before);
  const [, lean] = doors;
  const answer = await lean?.send({ provider: "vapi", token: firm.token, ...genuine({ type: "hang" }) });
  expect(answer?.status).toBe(200);
});

test("deliveries in one packet on one connection are answered one by one, in their order", async () => {
  const bodies = Array.from({ length: 40 }, (_, index) =>
    JSON.stringify({ message: { type: index % 2 === 0 ? "hang" : "tool-calls", call: { id: randomUUID() } } }),
  );
  const bytes = bodies.map((body, index) => {
    const isLast = index === bodies.length - 1;
    const proof = index % 5 === 4 ? {} : proofOf("standard-webhooks", firm.secret, body);
    const rest = { "content-length": String(Buffer.byteLength(body)), connection: isLast ? "close" : "keep-alive" };
    return head({ ...proof, ...rest }) + body;
  });
  const text = await exchange(bytes.join(""));
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map((match) => Number(match[1]));
  expect(statuses).toEqual(bodies.map((_, index) => (index % 5 === 4 ? 401 : 200)));
});

test("WH-12 what a client writes into X-Forwarded-For does not get it another limit", async () => {
  const slot = globalThis as typeof globalThis & { docketlineFloodGuard?: FloodGuard };
  slot.docketlineFloodGuard = createFloodGuard({ lookup: { capacity: 5, refillPerSecond: 0.001 } });
  const [, lean] = doors;
  const statuses = [];
  for (let index = 0; index < 8; index += 1) {
    const token = randomUUID().replaceAll("-", "");
    const headers = { ...JSON_TYPE, "x-forwarded-for": `198.51.100.${index}` };
    const answer = await lean?.send({ provider: "vapi", token, headers, body: Buffer.from("{}") });
    statuses.push(answer?.status);
  }
  delete slot.docketlineFloodGuard;
  expect(statuses).toEqual([404, 404, 404, 404, 404, 429, 429, 429]);
});
