import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { closedPort } from "@/tests/support/vendor-stub";
import { exchange, retryAfterOf } from "./exchange";
import { vendorWords } from "./vendor-words";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(handler: Parameters<typeof createServer>[1]): Promise<URL> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

test("AVL-02 no request goes over a connection that was used before", async () => {
  const sockets = new Set<unknown>();
  const url = await serve((request, response) => {
    sockets.add(request.socket);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  for (let index = 0; index < 5; index += 1) {
    expect(await exchange(url, { method: "POST", headers: {}, body: "{}" })).toMatchObject({ kind: "answered" });
  }
  expect(sockets.size).toBe(5);
});

test("AVL-02 the time limit covers the body, and the status that came before it stands", async () => {
  const silent = await serve(() => undefined);
  const request = { method: "POST", headers: {}, body: "{}", timeoutMs: 150 } as const;
  expect(await exchange(silent, request)).toEqual({ kind: "lost" });
  const halfway = await serve((_request, response) => {
    response.writeHead(400, { "content-type": "application/json" }).write('{"code":');
  });
  expect(await exchange(halfway, request)).toMatchObject({ kind: "answered", status: 400, json: undefined });
});

test("WH-13 a redirect is not followed: the key goes to the configured host alone", async () => {
  const visited: string[] = [];
  const elsewhere = await serve((request, response) => {
    visited.push(request.url ?? "");
    response.end();
  });
  for (const status of [301, 302, 303, 307, 308]) {
    const url = await serve((_request, response) => {
      response.writeHead(status, { location: elsewhere.href }).end();
    });
    const headers = { authorization: "Bearer secret" };
    expect(await exchange(url, { method: "POST", headers, body: "{}" })).toEqual({ kind: "lost" });
  }
  expect(visited).toEqual([]);
});

test("a request that never left says so", async () => {
  const closed = new URL(await closedPort());
  expect(await exchange(closed, { method: "GET", headers: {} })).toEqual({ kind: "unreachable" });
  const stopped = { method: "GET", headers: {}, signal: AbortSignal.abort() } as const;
  expect(await exchange(closed, stopped)).toEqual({ kind: "unreachable" });
});

test.each([
  ["5", 5],
  [" 30 ", 30],
  ["99999", 3_600],
  ["Wed, 21 Oct 2026 07:28:00 GMT", null],
  ["-1", null],
  ["1e9", null],
  [null, null],
])("Retry-After %j is %j seconds", (header, seconds) => {
  expect(retryAfterOf(header)).toBe(seconds);
});

test("a provider's words are one short line without secrets", () => {
  expect(vendorWords("  No\u0000 such\r\nkey k3y \u202e!", ["k3y", ""])).toBe("No such key … !");
  expect(vendorWords(["a", 7, null, { b: 1 }], [])).toBe("a; 7");
  expect(vendorWords("x".repeat(1_000), [])).toHaveLength(300);
  expect([vendorWords("", []), vendorWords(undefined, []), vendorWords({}, [])]).toEqual([null, null, null]);
});
