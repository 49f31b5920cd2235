import { once } from "node:events";
import type { IncomingMessage, ServerOptions, ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { createWebServer } from "./create-web-server.mjs";

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
type Running = { port: number; close: () => Promise<void> };

const running: Running[] = [];
afterEach(async () => {
  for (const { close } of running.splice(0)) await close();
});

/** What stands behind the guards: it says what it was asked. */
const echo: Handle = async (request, response) => {
  response.setHeader("content-type", "text/plain");
  response.end(`${request.method} ${request.url} ${request.headers.host ?? "-"}`);
};

async function start(handle: Handle = echo, settings: ServerOptions = {}): Promise<Running> {
  const { server, close } = createWebServer(handle, settings);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const entry = { port, close };
  running.push(entry);
  return entry;
}

/** Writes bytes and gives what came back until the connection closed, or until `enough` stands in it. */
async function exchange(port: number, bytes: string, enough?: RegExp): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(bytes);
  const text = await readUntil(socket, enough);
  socket.destroy();
  return text;
}

function readUntil(socket: Socket, enough?: RegExp): Promise<string> {
  let text = "";
  return new Promise((resolve) => {
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (enough?.test(text)) resolve(text);
    });
    socket.once("close", () => resolve(text));
  });
}

const ask = (line: string, headers = "") => `${line}\r\nHost: desk.test\r\nConnection: close\r\n${headers}\r\n`;

const REFUSED: [what: string, bytes: string, status: number][] = [
  ["TRACE", ask("TRACE / HTTP/1.1"), 405],
  ["a method of another protocol", ask("PROPFIND /desk HTTP/1.1"), 405],
  ["CONNECT", "CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test\r\n\r\n", 405],
  ["no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
  ["two hosts", "GET / HTTP/1.1\r\nHost: a.test\r\nHost: b.test\r\n\r\n", 400],
  ["a host that no URL can be made of", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400],
  ["OPTIONS *", ask("OPTIONS * HTTP/1.1"), 400],
  ["a broken escape", ask("GET /%zz HTTP/1.1"), 400],
  ["a broken absolute target", ask("GET http://[x/ HTTP/1.1"), 400],
  ["a target of another protocol", ask("GET ftp://a.test/ HTTP/1.1"), 400],
  ["an expectation", ask("POST / HTTP/1.1", "Expect: miracles\r\n"), 417],
  ["a TLS greeting", "\x16\x03\x01\x00\xa5\x01\r\n\r\n", 400],
  ["two lengths", ask("POST / HTTP/1.1", "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n"), 400],
  ["headers without end", ask("GET / HTTP/1.1", `X-Long: ${"x".repeat(20_000)}\r\n`), 431],
  ["a chunk that is none", `${ask("POST /slow HTTP/1.1", "Transfer-Encoding: chunked\r\n")}zz\r\n`, 400],
];

test.each(REFUSED)("WEB-08 %s is refused as problem details with the security headers", async (_, bytes, status) => {
  const { port } = await start(async (request, response) => {
    if (request.url === "/slow") await once(request, "close");
    else await echo(request, response);
  });
  const text = await exchange(port, bytes);
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  for (const name of ["strict-transport-security", "x-content-type-options", "permissions-policy", "x-request-id"]) {
    expect(text.toLowerCase()).toContain(`\r\n${name}: `);
  }
  const body = text.slice(text.indexOf("\r\n\r\n") + 4);
  expect(JSON.parse(body)).toMatchObject({ type: "urn:docketline:problem:invalid_input", status });
  expect(/^allow: .*POST/im.test(text)).toBe(status === 405);
});

test("WEB-02 what is handed on carries the security headers, and a failure behind them too", async () => {
  const { port } = await start(async (request, response) => {
    if (request.url === "/fails") throw new RangeError("a failure on purpose");
    await echo(request, response);
  });
  expect(await exchange(port, ask("GET /desk HTTP/1.1"))).toMatch(/permissions-policy: [\s\S]*GET \/desk desk\.test$/i);
  const failed = await exchange(port, ask("GET /fails HTTP/1.1"));
  expect(failed).toMatch(/^HTTP\/1\.1 500 [\s\S]*permissions-policy: /i);
  expect(failed).not.toContain("on purpose");
});

test("a target in absolute form is the path on the host that it names", async () => {
  const { port } = await start();
  expect(await exchange(port, ask("GET http://other.test:81/a?b=%20c HTTP/1.1"))).toMatch(
    /GET \/a\?b=%20c other\.test:81$/,
  );
});

test("an offer to upgrade is left aside and the request answered", async () => {
  const { port } = await start();
  for (const protocol of ["h2c", "websocket"]) {
    const headers = `Host: desk.test\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`;
    const text = await exchange(port, `GET /desk HTTP/1.1\r\n${headers}`, /desk\.test$/);
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
  }
});

test("HTTP/1.0 needs no host", async () => {
  const { port } = await start();
  expect(await exchange(port, "GET /old HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 200 [\s\S]*GET \/old -$/);
});

test("pipelined requests are answered one by one, in their order", async () => {
  const { port } = await start(async (request, response) => {
    await sleep(Number(request.url?.slice(1)) % 3);
    response.end(`<${request.url}>`);
  });
  const bytes = Array.from({ length: 60 }, (_, index) => `GET /${index} HTTP/1.1\r\nHost: desk.test\r\n\r\n`).join("");
  const text = await exchange(port, bytes, /<\/59>/);
  expect([...text.matchAll(/<\/(\d+)>/g)].map((match) => Number(match[1]))).toEqual([...Array(60).keys()]);
});

test("rubbish behind a request that is not answered yet ends the connection and is no answer to it", async () => {
  const { port } = await start(async (_request, response) => {
    await sleep(50);
    response.end("late");
  });
  expect(await exchange(port, "GET / HTTP/1.1\r\nHost: desk.test\r\n\r\n\x00\x01\r\n\r\n")).toBe("");
});

test("a sender that is too slow with headers or body is answered 408", async () => {
  const settings = { headersTimeout: 200, requestTimeout: 300, connectionsCheckingInterval: 50 };
  const { port } = await start(async (request, response) => {
    await once(request.resume(), "end");
    response.end();
  }, settings);
  expect(await exchange(port, "GET / HTTP/1.1\r\nHost: desk.test\r\nX-")).toMatch(/^HTTP\/1\.1 408 /);
  const body = "POST / HTTP/1.1\r\nHost: desk.test\r\nContent-Length: 9\r\n\r\nslow";
  expect(await exchange(port, body)).toMatch(/^HTTP\/1\.1 408 [\s\S]*permissions-policy/i);
});

test.each(["keep-alive", "close"])(
  "an answer before the end of an endless body arrives, then the connection ends (%s)",
  async (kept) => {
    const { port } = await start(async (_request, response) => {
      response.statusCode = 413;
      response.end("enough");
    });
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    const head = `POST / HTTP/1.1\r\nHost: desk.test\r\nConnection: ${kept}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    socket.write(head);
    const chunk = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(65_536, "x"), Buffer.from("\r\n")]);
    const pump = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on("drain", pump);
    pump();
    const startedAt = Date.now();
    expect(await readUntil(socket)).toMatch(/^HTTP\/1\.1 413 [\s\S]*enough/);
    expect(Date.now() - startedAt).toBeLessThan(6_000);
  },
);

test("a connection whose early answer was read is kept when the body still ends", async () => {
  const { port } = await start();
  const socket = connect(port, "127.0.0.1");
  socket.write("POST /first HTTP/1.1\r\nHost: desk.test\r\nContent-Length: 4\r\n\r\nab");
  await readUntil(socket, /POST \/first desk\.test/);
  socket.write("cdGET /second HTTP/1.1\r\nHost: desk.test\r\n\r\n");
  expect(await readUntil(socket, /GET \/second desk\.test/)).toContain("HTTP/1.1 200");
  socket.destroy();
});

test("AVL-06 closing answers what is under way, ends event streams and idle connections, and takes nothing new", async () => {
  let answer: (() => void) | undefined;
  const { port, close } = await start(async (request, response) => {
    if (request.url === "/events") {
      response.setHeader("content-type", "text/event-stream; charset=utf-8");
      response.write("data: 1\n\n");
      return;
    }
    if (request.url === "/slow") await new Promise<void>((resolve) => (answer = resolve));
    await echo(request, response);
  });
  const open = (path: string) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write(`GET ${path} HTTP/1.1\r\nHost: desk.test\r\n\r\n`);
    return socket;
  };
  const [idle, events] = [open("/idle"), open("/events")];
  await Promise.all([readUntil(idle, /GET \/idle/), readUntil(events, /data: 1/)]);
  const slow = open("/slow");
  while (!answer) await sleep(5);
  const idleEnd = once(idle, "close");
  const eventsEnd = once(events, "close");
  const closed = close();
  await Promise.all([idleEnd, eventsEnd]);
  const refused = connect(port, "127.0.0.1");
  expect(await once(refused, "error")).toMatchObject([{ code: "ECONNREFUSED" }]);
  const said = readUntil(slow);
  answer();
  expect(await said).toMatch(/GET \/slow desk\.test/);
  const startedAt = Date.now();
  await closed;
  expect(Date.now() - startedAt).toBeLessThan(1_000);
});
