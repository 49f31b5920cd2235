import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookEvents } from "@/db/schema/webhook-events";
import { inTenant, type TenantTx } from "@/db/tenant";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { createEndpointInput } from "@/lib/domain/webhook-endpoints/endpoint.schema";
import { findEndpoint } from "@/lib/domain/webhook-endpoints/find-endpoint";
import { listEndpointTraffic } from "@/lib/domain/webhook-endpoints/list-endpoint-traffic";
import {
  accountNeedOf,
  ENDPOINT_PROVIDERS,
  type EndpointMode,
  type EndpointProvider,
  PROVIDER_DOORS,
} from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { setEndpointState } from "@/lib/domain/webhook-endpoints/set-endpoint-state";
import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";
import { sendTestEvent } from "@/lib/webhooks/send-test-event";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

let database: TestDatabase;
let doors: { server: Server; url: string };
let appUrl: string;

/** The desk's doors alone, as they answer behind its public address; `change` stands for what is in between. */
async function serveDoors(change: (body: Buffer) => Buffer = (body) => body) {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = new Uint8Array(change(Buffer.concat(chunks)));
    const [, , , provider = "", token = ""] = (incoming.url ?? "").split("/");
    const headers = new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    headers.set("content-length", String(body.length));
    const request = new Request(`http://desk.test${incoming.url}`, { method: "POST", headers, body });
    const answer = await answerWebhook(request, { provider: findProvider(provider), endpointToken: token });
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

beforeAll(async () => {
  doors = await serveDoors();
  appUrl = doors.url;
  // Twilio's signature covers the public address, which the door takes from here.
  process.env["APP_URL"] = appUrl;
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  doors.server.close();
  await database.drop();
});

const ACCOUNTS: Partial<Record<EndpointProvider, string>> = {
  twilio: `AC${"0".repeat(32)}`,
  ghl: "ve9EPM428h8vShlRW1KT",
  evolution: "firm-a",
};

const SIGNABLE = ENDPOINT_PROVIDERS.flatMap((provider) =>
  PROVIDER_DOORS[provider].modes.flatMap((mode) => (mode === "ghl-ed25519" ? [] : [[provider, mode] as const])),
);

async function openDoor(provider: EndpointProvider, mode: EndpointMode) {
  const principal = testPrincipal(`org_test_${randomUUID().slice(0, 8)}`);
  const run = <T>(work: (tx: TenantTx) => Promise<T>) => inTenant(principal, work);
  const input = createEndpointInput.parse({
    provider,
    mode,
    account: accountNeedOf(provider, mode) === "none" ? null : ACCOUNTS[provider],
    secret: mode === "twilio-signature" || mode === "clio-hmac" ? "0123456789abcdef0123456789abcdef" : null,
  });
  const { endpointId } = await run((tx) => createEndpoint(tx, input));
  return { principal, run, endpointId, send: () => sendTestEvent(principal, { endpointId, appUrl }) };
}

test("the modes that a firm can choose are those that the provider's door takes", () => {
  for (const provider of ENDPOINT_PROVIDERS) {
    expect(findProvider(provider)?.modes.toSorted(), provider).toEqual(PROVIDER_DOORS[provider].modes.toSorted());
  }
});

describe.each(SIGNABLE)("a test event to %s in mode %s", (provider, mode) => {
  test("is verified, kept and ignored, each time anew", async () => {
    const door = await openDoor(provider, mode);
    for (let sent = 1; sent <= 2; sent += 1) {
      expect(await door.send()).toMatchObject({ kind: "kept", isIgnored: true });
      const events = await door.run((tx) => tx.select().from(webhookEvents));
      expect(events).toHaveLength(sent);
      for (const event of events) {
        expect(event).toMatchObject({
          provider,
          endpointId: door.endpointId,
          eventType: "docketline.test",
          verification: mode,
          verifiedWith: "current",
          origin: "test",
          state: "ignored",
        });
      }
    }
    const traffic = (await door.run((tx) => listEndpointTraffic(tx))).get(door.endpointId);
    expect(traffic).toMatchObject({ lastEvent: { isTest: true }, day: { accepted: 0, ignored: 0, refused: 0 } });
    expect((await door.run((tx) => findEndpoint(tx, door.endpointId)))?.lastEventAt).toBeInstanceOf(Date);
  });
});

test("a test event to an address that no door knows is told by its status, and nothing is kept", async () => {
  const door = await openDoor("texting", "timestamped-hmac");
  const lost = { tokenHash: Buffer.alloc(32, 1) };
  await door.run((tx) => tx.update(webhookEndpoints).set(lost).where(eq(webhookEndpoints.id, door.endpointId)));
  expect(await door.send()).toEqual({ kind: "unexplained", status: 404 });
});

test("something in between that changes the content is told as a wrong signature", async () => {
  const { principal, endpointId } = await openDoor("evolution", "body-hmac");
  const meddler = await serveDoors((body) => Buffer.concat([body, Buffer.from(" ")]));
  const sent = await sendTestEvent(principal, { endpointId, appUrl: meddler.url });
  expect(sent).toEqual({ kind: "refused", status: 401, explanation: { key: "bad_signature", params: {} } });
  meddler.server.close();
});

test("a paused address can be tried as well", async () => {
  const door = await openDoor("make", "make-apikey");
  await door.run((tx) => setEndpointState(tx, { endpointId: door.endpointId, state: "paused" }));
  expect(await door.send()).toMatchObject({ kind: "kept", isIgnored: true });
});

test("nothing is sent to an address that is deleted", async () => {
  const door = await openDoor("make", "make-apikey");
  await door.run((tx) => setEndpointState(tx, { endpointId: door.endpointId, state: "deleted" }));
  await expect(door.send()).rejects.toMatchObject({ code: "not_found" });
});

test("an address that does not answer in time, or sends elsewhere, is told as such", async () => {
  const door = await openDoor("make", "make-apikey");
  const elsewhere = createServer((_request, response) => {
    response.writeHead(302, { location: `${appUrl}/elsewhere` }).end();
  });
  elsewhere.listen(0, "127.0.0.1");
  await once(elsewhere, "listening");
  const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const { principal, endpointId } = door;
  expect(await sendTestEvent(principal, { endpointId, appUrl: url })).toEqual({ kind: "unexplained", status: 302 });
  elsewhere.close();
  await once(elsewhere, "close");
  const gone = await sendTestEvent(principal, { endpointId, appUrl: url });
  expect(gone).toEqual({ kind: "unreachable", isTimeout: false });
  expect(await door.run((tx) => tx.select().from(webhookEvents))).toEqual([]);
});
