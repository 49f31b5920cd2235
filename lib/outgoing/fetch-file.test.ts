import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type FileRequest, fetchFile } from "./fetch-file";
import type { HostAddress } from "./resolve-receiver";

const LOOPBACK: HostAddress[] = [{ address: "127.0.0.1", family: 4 }];
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function storage(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: { url: string; headers: IncomingMessage["headers"] }[] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? "", headers: request.headers });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  // A server that listens on TCP has an address with a port.
  return { requests, url: `http://localhost:${(server.address() as AddressInfo).port}/a.png` };
}

const fetchFrom = (url: string, changes: Partial<FileRequest> = {}) =>
  fetchFile({
    url,
    policy: { allowLoopback: true },
    resolve: async () => LOOPBACK,
    maxBytes: 1_000,
    deadlineMs: 2_000,
    signal: new AbortController().signal,
    ...changes,
  });

test("a file comes as it is, asked for without any proof", async () => {
  const { url, requests } = await storage((_, response) => response.end("bytes"));
  expect(await fetchFrom(url)).toEqual({ kind: "fetched", bytes: Buffer.from("bytes") });
  expect(Object.keys(requests[0]?.headers ?? {}).sort()).toEqual([
    "accept",
    "accept-encoding",
    "connection",
    "host",
    "user-agent",
  ]);
});

test("WH-13 a name that leads inside today gets no connection", async () => {
  const inside = await storage((_, response) => response.end("secret"));
  const port = new URL(inside.url).port;
  const strict = { policy: { allowLoopback: false } };
  expect(await fetchFrom("https://rebinding.example.com/a.png", strict)).toEqual({ kind: "forbidden" });
  expect(await fetchFrom(`https://127.0.0.1:${port}/a.png`, strict)).toEqual({ kind: "forbidden" });
  expect(await fetchFrom("http://media.example.com/a.png", strict)).toEqual({ kind: "forbidden" });
  expect(inside.requests).toEqual([]);
});

test("INP-08 no redirect is followed", async () => {
  const target = await storage((_, response) => response.end("elsewhere"));
  const { url } = await storage((_, response) => response.writeHead(302, { location: target.url }).end());
  expect(await fetchFrom(url)).toEqual({ kind: "failed" });
  expect(target.requests).toEqual([]);
});

test("INP-08 no more is read than may be, whatever the length says", async () => {
  const large = await storage((_, response) => {
    response.write(Buffer.alloc(600));
    response.end(Buffer.alloc(600));
  });
  expect(await fetchFrom(large.url)).toEqual({ kind: "too_large" });
  const short = await storage((_, response) => {
    response.writeHead(200, { "content-length": "500" });
    response.write(Buffer.alloc(100), () => response.destroy());
  });
  expect(await fetchFrom(short.url)).toEqual({ kind: "failed" });
});

test.each([
  [404, "absent"],
  [410, "absent"],
  [403, "failed"],
  [500, "failed"],
])("an answer of %i is %s", async (status, kind) => {
  const { url } = await storage((_, response) => response.writeHead(status).end("x"));
  expect(await fetchFrom(url)).toEqual({ kind });
});

test("a host that does not answer in time has failed, and the stop of the process is no answer", async () => {
  const { url } = await storage(() => {});
  expect(await fetchFrom(url, { deadlineMs: 50 })).toEqual({ kind: "failed" });
  const stop = new AbortController();
  const asked = fetchFrom(url, { signal: stop.signal });
  stop.abort();
  await expect(asked).rejects.toThrow();
});
