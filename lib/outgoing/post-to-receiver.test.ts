import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { postToReceiver, type ReceiverPost } from "./post-to-receiver";
import type { HostAddress } from "./resolve-receiver";

const LOOPBACK: HostAddress[] = [{ address: "127.0.0.1", family: 4 }];
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function receiver(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    answer(request, response);
  });
  return { requests, url: `http://localhost:${await listen(server)}/hook` };
}

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        if ("closeAllConnections" in server) server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  // A server that listens on TCP has an address with a port.
  return (server.address() as AddressInfo).port;
}

function post(url: string, changes: Partial<ReceiverPost> = {}) {
  return postToReceiver({
    url,
    headers: { "content-type": "application/json" },
    body: '{"greeting":"¡Hola!"}',
    policy: { allowLoopback: true },
    resolve: async () => LOOPBACK,
    deadlineMs: 2_000,
    signal: new AbortController().signal,
    ...changes,
  });
}

test("the body arrives in one POST with its length in bytes and the headers that were asked for", async () => {
  let seen: { method: string | undefined; headers: IncomingMessage["headers"]; body: string } | undefined;
  const { url } = await receiver((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      seen = { method: request.method, headers: request.headers, body: Buffer.concat(parts).toString("utf8") };
      response.end("Accepted");
    });
  });
  expect(await post(url)).toEqual({ kind: "answered", status: 200, retryAfter: null, excerpt: "Accepted" });
  expect(seen?.method).toBe("POST");
  expect(seen?.body).toBe('{"greeting":"¡Hola!"}');
  expect(seen?.headers).toMatchObject({
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength('{"greeting":"¡Hola!"}')),
    connection: "close",
  });
  expect(seen?.headers["transfer-encoding"]).toBeUndefined();
});

test("WH-13 a name that was public when it was saved and is private now gets no connection", async () => {
  const inside = await receiver((_request, response) => response.end("secret"));
  const port = new URL(inside.url).port;
  const answer = await post("https://rebinding.example.com/hook", {
    policy: { allowLoopback: false },
    resolve: async () => LOOPBACK,
  });
  expect(answer).toEqual({ kind: "failed", failure: "forbidden_address" });
  const mixed = await post("https://rebinding.example.com/hook", {
    policy: { allowLoopback: false },
    resolve: async () => [{ address: "93.184.215.14", family: 4 }, ...LOOPBACK],
  });
  expect(mixed).toEqual({ kind: "failed", failure: "forbidden_address" });
  for (const url of [`https://127.0.0.1:${port}/`, `http://localhost:${port}/`, "https://[::1]/", "https://0x7f.1/"]) {
    const closed = await post(url, { policy: { allowLoopback: false } });
    expect(closed).toEqual({ kind: "failed", failure: "forbidden_address" });
  }
  expect(inside.requests).toEqual([]);
});

test("WH-13 the connection goes to the address that was judged: the name is asked for once", async () => {
  const { url, requests } = await receiver((_request, response) => response.end());
  const answers: HostAddress[][] = [LOOPBACK, [{ address: "169.254.169.254", family: 4 }]];
  let asked = 0;
  const answer = await post(url, {
    resolve: async () => {
      asked += 1;
      return answers.shift() ?? [];
    },
  });
  expect(answer).toMatchObject({ kind: "answered", status: 200 });
  expect({ asked, requests }).toEqual({ asked: 1, requests: ["/hook"] });
});

test.each([301, 302, 303, 307, 308])("WH-13 a %i to another address is an answer, not a way", async (status) => {
  const inside = await receiver((_request, response) => response.end("inside"));
  const { url } = await receiver((_request, response) => {
    response.writeHead(status, { location: inside.url }).end();
  });
  expect(await post(url)).toMatchObject({ kind: "answered", status });
  expect(inside.requests).toEqual([]);
});

test("a receiver that never answers costs the deadline and no more", async () => {
  const { url } = await receiver(() => undefined);
  const startedAt = Date.now();
  expect(await post(url, { deadlineMs: 300 })).toEqual({ kind: "failed", failure: "timeout" });
  expect(Date.now() - startedAt).toBeLessThan(1_500);
});

test("a resolver that never answers costs the deadline and no more", async () => {
  const answer = await post("https://hook.example.com/", {
    policy: { allowLoopback: false },
    resolve: () => new Promise(() => undefined),
    deadlineMs: 200,
  });
  expect(answer).toEqual({ kind: "failed", failure: "timeout" });
});

test("a status counts although its body drips on: the reading ends with the deadline", async () => {
  const { url } = await receiver((_request, response) => {
    response.writeHead(200);
    response.write("begun");
    const drip = setInterval(() => response.write("."), 20);
    response.on("close", () => clearInterval(drip));
  });
  const startedAt = Date.now();
  const answer = await post(url, { deadlineMs: 400 });
  expect(answer).toMatchObject({ kind: "answered", status: 200 });
  expect(answer.kind === "answered" && answer.excerpt.startsWith("begun")).toBe(true);
  expect(Date.now() - startedAt).toBeLessThan(1_500);
});

test("of a huge body 64 KB are read and 1 KB is kept", async () => {
  let written = 0;
  const { url } = await receiver((_request, response) => {
    response.writeHead(500);
    const chunk = Buffer.alloc(64 * 1_024, "x");
    const more = () => {
      while (written < 512 * 1_024 * 1_024 && !response.destroyed) {
        written += chunk.byteLength;
        if (!response.write(chunk)) return;
      }
    };
    response.on("drain", more);
    more();
  });
  const answer = await post(url);
  expect(answer).toMatchObject({ kind: "answered", status: 500 });
  expect(answer.kind === "answered" ? answer.excerpt.length : 0).toBe(1_024);
  expect(written).toBeLessThan(64 * 1_024 * 1_024);
});

test("headers without end, an upgrade, a broken answer and a closed port are failures with a code", async () => {
  const raw = async (bytes: string) => {
    const server = createTcpServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.end(bytes));
    });
    return `http://localhost:${await listen(server)}/`;
  };
  const endless = `HTTP/1.1 200 OK\r\n${`x-filler: ${"y".repeat(1_000)}\r\n`.repeat(40)}\r\n`;
  expect(await post(await raw(endless))).toEqual({ kind: "failed", failure: "bad_answer" });
  expect(await post(await raw("hello\r\n\r\n"))).toEqual({ kind: "failed", failure: "bad_answer" });
  const upgrade = "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n";
  expect(await post(await raw(upgrade))).toEqual({ kind: "failed", failure: "closed" });
  expect(await post(await raw(""))).toEqual({ kind: "failed", failure: "closed" });
  expect(await post("http://localhost:1/")).toEqual({ kind: "failed", failure: "unreachable" });
});

test("a receiver whose certificate nobody vouches for gets nothing", async () => {
  const plain = await receiver((_request, response) => response.end());
  const answer = await post(plain.url.replace("http:", "https:"));
  expect(answer).toEqual({ kind: "failed", failure: "tls" });
  expect(plain.requests).toEqual([]);
});

test("an attempt that is ended from outside is no answer", async () => {
  const { url } = await receiver(() => undefined);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  await expect(post(url, { signal: stop.signal })).rejects.toThrow();
});
