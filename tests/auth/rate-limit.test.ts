import "./clerk-environment";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createRateLimiter } from "@/lib/http/rate-limit";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A stand-in for Redis' REST door. */
async function redisThat(answer: RequestListener): Promise<{ url: string; token: string }> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: "token" };
}

const BUCKET = { name: "test", perMinute: 3 };

async function verdicts(limit: ReturnType<typeof createRateLimiter>, key: string, count: number): Promise<boolean[]> {
  const allowed: boolean[] = [];
  for (let call = 0; call < count; call += 1) allowed.push((await limit(BUCKET, key)).allowed);
  return allowed;
}

test("a bucket gives what it holds, then says when to come back", async () => {
  const limit = createRateLimiter(undefined);
  expect(await verdicts(limit, "firm-a", 4)).toEqual([true, true, true, false]);
  const refused = await limit(BUCKET, "firm-a");
  expect(refused).toEqual({ allowed: false, retryAfterSeconds: 20 });
});

test("TEN-12 one firm's flood takes nothing from another firm, and one bucket nothing from another", async () => {
  const limit = createRateLimiter(undefined);
  await verdicts(limit, "firm-a", 50);
  expect(await verdicts(limit, "firm-b", 3)).toEqual([true, true, true]);
  expect((await limit({ name: "other", perMinute: 3 }, "firm-a")).allowed).toBe(true);
});

test("AVL-04 a Redis that never answers costs 300 ms at most, and the process's own bucket decides", async () => {
  const limit = createRateLimiter(await redisThat(() => {}));
  const startedAt = performance.now();
  const [first] = await verdicts(limit, "firm-a", 1);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect([first, ...(await verdicts(limit, "firm-a", 3))]).toEqual([true, true, true, false]);
});

test("AVL-04 a Redis that fails or talks nonsense opens nothing", async () => {
  const failing = createRateLimiter(await redisThat((_request, response) => response.writeHead(500).end("{}")));
  expect(await verdicts(failing, "firm-a", 4)).toEqual([true, true, true, false]);
  const nonsense = createRateLimiter(await redisThat((_request, response) => response.end("<html>")));
  expect(await verdicts(nonsense, "firm-a", 4)).toEqual([true, true, true, false]);
});

test("a Redis that answers decides for all processes", async () => {
  // A pipeline of one script, which answers [tokens left, reset]; fewer than none refuses.
  const refusing = await redisThat((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify([{ result: [-1, Date.now() + 7_000] }]));
  });
  expect(await createRateLimiter(refusing)(BUCKET, "firm-a")).toEqual({ allowed: false, retryAfterSeconds: 7 });
});
