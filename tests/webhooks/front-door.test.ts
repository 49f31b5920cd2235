import { once } from "node:events";
import { existsSync } from "node:fs";
import { request as openRequest } from "node:http";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { openWebhookDoor } from "@/lib/webhooks/open-webhook-door";
import { findProvider } from "@/lib/webhooks/registry";
import { createWebServer } from "@/scripts/start/web-server/create-web-server.mjs";
import { EVERY_PROVIDER } from "./fixtures/every-provider";

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
  const slot = globalThis as typeof globalThis & { docketlineWebhookDoor?: unknown };
  delete slot.docketlineWebhookDoor;
});

type Settings = Parameters<typeof openWebhookDoor>[0];

/** The web server as it stands before Next, whose place is taken by an echo of whom it believes to be asked by. */
async function startFront(settings: Settings) {
  openWebhookDoor(settings);
  const { server, close } = createWebServer(async (request, response) => {
    response.end(`next, asked by ${request.headers["x-forwarded-for"]}`);
  });
  opened.push(close);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return async (target: string, forwardedFor?: string) => {
    const headers = forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor };
    const request = openRequest({ host: "127.0.0.1", port, path: target, headers, agent: false }).end();
    const [response] = await once(request, "response");
    return Buffer.concat(await response.toArray()).toString("utf8");
  };
}

test("WH-12 Next is told the connection's address, whatever the client claims", async () => {
  const ask = await startFront({ DOCKETLINE_LEAN_DOOR: "on", TRUSTED_PROXY_HOPS: 0 });
  for (const claim of [undefined, "198.51.100.7", "198.51.100.7, 198.51.100.8"]) {
    expect(await ask("/desk", claim)).toBe("next, asked by 127.0.0.1");
  }
});

test("WH-12 behind proxies Next is told the address that the outermost wrote", async () => {
  const ask = await startFront({ DOCKETLINE_LEAN_DOOR: "on", TRUSTED_PROXY_HOPS: 2 });
  expect(await ask("/desk", "192.0.2.66, 198.51.100.7, 10.0.0.1")).toBe("next, asked by 198.51.100.7");
});

test("deliveries go to the lean door where it is on, and to Next where it is off", async () => {
  const target = "/api/webhooks/vapi/anything";
  const lean = await startFront({ DOCKETLINE_LEAN_DOOR: "on", TRUSTED_PROXY_HOPS: 0 });
  expect(JSON.parse(await lean(target))).toMatchObject({ status: 405, code: "invalid_input" });
  expect(await lean("/api/webhooks/clerk")).toContain("next");
  const plain = await startFront({ DOCKETLINE_LEAN_DOOR: "off", TRUSTED_PROXY_HOPS: 0 });
  expect(await plain(target, "198.51.100.7")).toBe("next, asked by 127.0.0.1");
});

test("the lean door has a platform's own door for those senders that the router has one for", () => {
  for (const { provider } of EVERY_PROVIDER) {
    const route = path.resolve(import.meta.dirname, "../../app/api/webhooks", provider, "route.ts");
    expect(existsSync(route), provider).toBe(findProvider(provider)?.platformDoor !== null);
  }
});
