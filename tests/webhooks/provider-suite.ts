import { randomBytes, randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { automationLogs } from "@/db/schema/automation-logs";
import { firms } from "@/db/schema/firms";
import { webhookEvents } from "@/db/schema/webhook-events";
import { webhookRefusals } from "@/db/schema/webhook-refusals";
import { inTenant, type TenantTx } from "@/db/tenant";
import { getEnv } from "@/lib/core/env";
import type { Principal } from "@/lib/core/principal";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { asEndpointProvider, secretSourceOf } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { rotateEndpointSecret } from "@/lib/domain/webhook-endpoints/rotate-endpoint-secret";
import { eventBinding } from "@/lib/domain/webhook-events/event-binding";
import { SECURITY_HEADERS } from "@/lib/http/security-headers.mjs";
import { processWebhookEvent } from "@/lib/jobs/handlers/process-webhook-event";
import { unseal } from "@/lib/vault/unseal";
import type { VerificationMode } from "@/lib/webhooks/verify-signature";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { type Door, openDoors } from "./both-doors";
import { EVERY_PROVIDER } from "./fixtures/every-provider";
import type { FixtureDelivery, ProviderFixtures } from "./fixtures/provider-fixtures";
import { BODY_BOUND, LASTS_SECONDS, signDelivery, TEST_GHL_PUBLIC_KEY } from "./sign-delivery";

type Endpoint = {
  principal: Principal;
  endpointId: string;
  token: string;
  secret: string;
  mode: VerificationMode;
  provider: string;
};

type Sent = { status: number; headers: Headers; body: string };

const DOORS = ["route", "lean"] as const;

/** Goes through every sender, mode and door on one kind of database: a new sender is tested by having fixtures. */
export function describeProviders(kind: "pglite" | "pg"): void {
  let database: TestDatabase;
  let doors: Door[] = [];
  beforeAll(async () => {
    process.env["GHL_WEBHOOK_PUBLIC_KEY"] = TEST_GHL_PUBLIC_KEY;
    database = await createTestDatabase(kind);
    doors = await openDoors();
  });
  afterAll(async () => {
    await Promise.all(doors.map((door) => door.close()));
    await database.drop();
  });
  const doorOf = (name: string) => {
    const door = doors.find((each) => each.name === name);
    if (!door) throw new Error(`no ${name} door`);
    return door;
  };

  describe.each(EVERY_PROVIDER)("$provider", (fixtures) => {
    describe.each(fixtures.modes)("%s", (mode) => {
      const [first] = fixtures.deliveries;
      if (!first) throw new Error(`${fixtures.provider} has no fixture`);

      test.each(DOORS)(
        "WH-02 %s door: genuine deliveries are kept once and what follows happens once",
        async (name) => {
          const door = doorOf(name);
          const endpoint = await openEndpoint(fixtures, mode);
          for (const delivery of fixtures.deliveries) {
            const id = `msg_${randomUUID()}`;
            const expected = delivery.isHandled ? "accepted" : "ignored";
            expect(await statusOf(door, endpoint, delivery, { id }), delivery.name).toBe(`200 ${expected}`);
            await work(endpoint);
            const effects = await effectsOf(endpoint);
            expect(await statusOf(door, endpoint, delivery, { id }), `${delivery.name}, again`).toBe("200 duplicate");
            await work(endpoint);
            expect(await effectsOf(endpoint)).toEqual(effects);
          }
          const events = await read(endpoint, (tx) => tx.select().from(webhookEvents));
          const kept = events.map(({ eventType, state, verification }) => ({ eventType, state, verification }));
          const wanted = fixtures.deliveries.map(({ type, isHandled }) => ({
            eventType: type,
            state: isHandled ? "processed" : "ignored",
            verification: mode,
          }));
          expect(kept.toSorted(byType)).toEqual(wanted.toSorted(byType));
          await expectSecretsGone(endpoint, fixtures);
        },
      );

      test("WH-01 no proof, a wrong secret, one changed byte: refused, and nothing is kept", async () => {
        const endpoint = await openEndpoint(fixtures, mode);
        const signed = prove(endpoint, first, {});
        for (const door of doors) {
          const bare = { provider: fixtures.provider, token: endpoint.token, body: Buffer.from(first.body) };
          const headers = { "content-type": first.contentType };
          expect((await door.send({ ...bare, ...queryOf(signed.query), headers })).status).toBe(401);
          for (const name of Object.keys(signed.proof)) {
            const { [name]: _left, ...rest } = signed.proof;
            const sent = { ...bare, ...queryOf(signed.query), headers: { ...headers, ...rest } };
            expect((await door.send(sent)).status, `without ${name}`).toBe(401);
            const junk = { ...headers, ...signed.proof, [name]: "junk" };
            expect((await door.send({ ...bare, ...queryOf(signed.query), headers: junk })).status).toBe(401);
          }
          if (!BODY_BOUND.has(mode)) continue;
          const changed = Buffer.from(first.body);
          const at = Math.floor(changed.length / 2);
          changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
          const sent = { ...bare, ...queryOf(signed.query), body: changed, headers: { ...headers, ...signed.proof } };
          expect((await door.send(sent)).status, "one changed byte").toBe(401);
        }
        const wrong = { ...endpoint, secret: flipSecret(endpoint.secret) };
        if (mode !== "ghl-ed25519") {
          for (const door of doors) expect((await send(door, wrong, first, {})).status, "a wrong secret").toBe(401);
        }
        expect(await read(endpoint, (tx) => tx.$count(webhookEvents))).toBe(0);
        expect(await read(endpoint, (tx) => tx.$count(webhookRefusals))).toBeGreaterThan(0);
      });

      test("WH-04 too old or of the future is refused where the proof bears a time", async () => {
        const seconds = LASTS_SECONDS[mode];
        const endpoint = await openEndpoint(fixtures, mode);
        for (const door of doors) {
          const offsets = seconds === undefined ? [] : [-(seconds + 5), 305];
          for (const offset of offsets) {
            const at = new Date(Date.now() + offset * 1_000);
            expect((await send(door, endpoint, first, { at })).status, `${offset} s`).toBe(401);
          }
          const young = { at: new Date(Date.now() - ((seconds ?? 0) > 0 ? 200_000 : 0)) };
          expect((await send(door, endpoint, first, young)).status).toBe(200);
        }
        const reasons = await read(endpoint, (tx) =>
          tx.select({ reason: webhookRefusals.reason }).from(webhookRefusals),
        );
        expect(new Set(reasons.map(({ reason }) => reason))).toEqual(new Set(seconds === undefined ? [] : ["stale"]));
      });

      test("WH-03 another firm's door, another account and another provider's path take nothing", async () => {
        const [one, other] = [await openEndpoint(fixtures, mode), await openEndpoint(fixtures, mode)];
        for (const door of doors) {
          if (mode !== "ghl-ed25519") {
            const crossed = { ...one, token: other.token };
            expect((await send(door, crossed, first, {})).status, "the proof of another firm").toBe(401);
          }
          if (fixtures.foreign) expect((await send(door, one, fixtures.foreign, {})).status).toBe(401);
          const elsewhere = { ...one, provider: fixtures.provider === "make" ? "texting" : "make" };
          expect((await send(door, elsewhere, first, {})).status).toBe(elsewhereStatus(first));
          const unknown = { ...one, token: randomBytes(24).toString("base64url") };
          expect((await send(door, unknown, first, {})).status).toBe(404);
        }
        for (const endpoint of [one, other]) {
          expect(await read(endpoint, (tx) => tx.$count(webhookEvents))).toBe(0);
        }
        if (fixtures.foreign) {
          const refused = await read(one, (tx) =>
            tx.select().from(webhookRefusals).where(eq(webhookRefusals.reason, "wrong_firm")),
          );
          expect(refused.length).toBeGreaterThan(0);
        }
      });

      test("WH-10 both secrets pass while they overlap, and the old one alone fails afterwards", async () => {
        const source = secretSourceOf(mode);
        const endpoint = await openEndpoint(fixtures, mode);
        if (source === "none") {
          await expect(rotate(endpoint, 24)).rejects.toMatchObject({ code: "precondition_failed" });
          return;
        }
        const fresh = await rotate(endpoint, 24);
        for (const door of doors) {
          expect((await send(door, endpoint, first, { id: "msg_old" })).status).toBe(200);
          expect((await send(door, fresh, first, { id: "msg_new" })).status).toBe(200);
        }
        const newest = await rotate(fresh, 0);
        for (const door of doors) {
          // What this process remembers of the door is looked up again when a proof fails.
          await new Promise((resolve) => setTimeout(resolve, 250));
          expect((await send(door, newest, first, { id: "msg_newest" })).status).toBe(200);
          expect((await send(door, endpoint, first, { id: "msg_old_2" })).status).toBe(401);
          expect((await send(door, fresh, first, { id: "msg_new_2" })).status).toBe(401);
        }
      });

      test("WH-05 fifty at once are one event, and two true updates of one thing are two", async () => {
        const endpoint = await openEndpoint(fixtures, mode);
        const all = Array.from({ length: 50 }, (_, index) =>
          statusOf(doors[index % doors.length] as Door, endpoint, first, { id: "msg_fifty" }),
        );
        const expected = first.isHandled ? "200 accepted" : "200 ignored";
        const answers = await Promise.all(all);
        expect(answers.filter((answer) => answer === expected)).toHaveLength(1);
        expect(answers.filter((answer) => answer === "200 duplicate")).toHaveLength(49);
        expect(await read(endpoint, (tx) => tx.$count(webhookEvents))).toBe(1);
        if (!fixtures.updates) return;
        for (const update of fixtures.updates) {
          expect(await statusOf(doorOf("lean"), endpoint, update, {}), update.name).toBe("200 accepted");
        }
        expect(await read(endpoint, (tx) => tx.$count(webhookEvents))).toBe(3);
      });

      test("both doors answer alike, also what they refuse", async () => {
        const endpoint = await openEndpoint(fixtures, mode);
        const signed = prove(endpoint, first, { id: "msg_alike" });
        const { provider } = fixtures;
        const headers = { "content-type": first.contentType, ...signed.proof };
        const sound = {
          provider,
          token: endpoint.token,
          ...queryOf(signed.query),
          headers,
          body: Buffer.from(first.body),
        };
        const unread = { "content-type": first.contentType };
        const requests = [
          sound,
          sound,
          { ...sound, headers: unread },
          { ...sound, method: "PUT" },
          { ...sound, method: "GET", body: Buffer.alloc(0) },
          { ...sound, token: "no-such-door" },
          { ...sound, headers: { ...headers, "content-type": "text/plain" } },
          { ...sound, headers: { ...headers, "content-encoding": "gzip" } },
          { ...sound, body: Buffer.alloc(6 * 1_048_576, 0x20) },
        ];
        await doorOf("lean").send(sound);
        for (const request of requests) {
          const [route, lean] = [await doorOf("route").send(request), await doorOf("lean").send(request)];
          expect(comparable(lean)).toEqual(comparable(route));
          expect(route.status, route.body).toBeLessThan(500);
        }
      });
    });
  });
}

type Kept = { eventType: string; state: string };

const byType = (a: Kept, b: Kept) => `${a.eventType} ${a.state}`.localeCompare(`${b.eventType} ${b.state}`);

/** A path of another provider refuses the content type first where it takes no forms. */
function elsewhereStatus(delivery: FixtureDelivery): number {
  return delivery.contentType.startsWith("application/json") ? 404 : 415;
}

function queryOf(query: string | undefined): { query?: string } {
  return query === undefined ? {} : { query };
}

async function openEndpoint(fixtures: ProviderFixtures, mode: VerificationMode): Promise<Endpoint> {
  const organizationId = `org_${fixtures.provider}_${randomUUID().slice(0, 8)}`;
  const principal = testPrincipal(organizationId);
  const provider = asEndpointProvider(fixtures.provider);
  if (!provider) throw new Error(`no door can be opened for ${fixtures.provider}`);
  const { endpointId, path, secret } = await inTenant(principal, async (tx) => {
    await tx.insert(firms).values({
      clerkOrganizationId: organizationId,
      name: organizationId,
      slug: organizationId.replaceAll("_", "-"),
      hours: {},
    });
    return createEndpoint(tx, {
      provider,
      mode,
      account: fixtures.account,
      secret: secretSourceOf(mode) === "typed" ? randomBytes(16).toString("hex") : null,
    });
  });
  return { principal, endpointId, token: path.split("/").at(-1) ?? "", secret, mode, provider: fixtures.provider };
}

async function rotate(endpoint: Endpoint, overlapHours: number): Promise<Endpoint> {
  const typed = secretSourceOf(endpoint.mode) === "typed" ? randomBytes(16).toString("hex") : null;
  const { endpointId } = endpoint;
  const { secret } = await read(endpoint, (tx) =>
    rotateEndpointSecret(tx, { endpointId, overlapHours, secret: typed }),
  );
  return { ...endpoint, secret };
}

function read<T>(endpoint: Endpoint, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return inTenant(endpoint.principal, work);
}

type Proving = { at?: Date; id?: string };

function prove(endpoint: Endpoint, delivery: FixtureDelivery, { at, id }: Proving) {
  const { mode, secret, provider, token } = endpoint;
  const address = `${getEnv().APP_URL}/api/webhooks/${provider}/${token}`;
  const url = delivery.query === undefined ? address : `${address}?${delivery.query}`;
  const { headers, query } = signDelivery({
    mode,
    secret,
    provider,
    url,
    contentType: delivery.contentType,
    body: delivery.body,
    ...(at ? { at } : {}),
    ...(id ? { deliveryId: id } : {}),
  });
  const whole = [delivery.query, query].filter((part) => part !== undefined).join("&");
  return { proof: headers, query: whole === "" ? undefined : whole };
}

async function send(door: Door, endpoint: Endpoint, delivery: FixtureDelivery, how: Proving): Promise<Sent> {
  const { proof, query } = prove(endpoint, delivery, how);
  return door.send({
    provider: endpoint.provider,
    token: endpoint.token,
    headers: { "content-type": delivery.contentType, ...delivery.headers, ...proof },
    body: Buffer.from(delivery.body),
    ...queryOf(query),
  });
}

/** The status, and what the answer says; an answer in the provider's own form says nothing more. */
async function statusOf(door: Door, endpoint: Endpoint, delivery: FixtureDelivery, how: Proving): Promise<string> {
  const sent = await send(door, endpoint, delivery, how);
  return `${sent.status} ${/"status":"(\w+)"/.exec(sent.body)?.[1] ?? sent.body}`;
}

function flipSecret(secret: string): string {
  const at = secret.length - 4;
  return `${secret.slice(0, at)}${secret[at] === "a" ? "b" : "a"}${secret.slice(at + 1)}`;
}

/** Without what differs by nature, and without what Next puts on every answer: a route that is called in process has none of it. */
function comparable({ status, headers, body }: Sent) {
  const byNature = ["x-request-id", "date", "connection", "keep-alive", "transfer-encoding", "content-length", "vary"];
  const ignored = new Set([...byNature, ...SECURITY_HEADERS.map(([name]) => name.toLowerCase())]);
  return {
    status,
    body: body.replace(/"requestId":"[^"]+"/, ""),
    headers: [...headers].filter(([name]) => !ignored.has(name)).toSorted(),
  };
}

/** Does the work of every event that waits, as the worker would. */
async function work({ principal }: Endpoint): Promise<void> {
  const waiting = await inTenant(principal, (tx) =>
    tx
      .select({ id: webhookEvents.id })
      .from(webhookEvents)
      .where(inArray(webhookEvents.state, ["received", "failed"])),
  );
  for (const { id } of waiting) {
    const outcome = await processWebhookEvent.run({
      id: randomUUID(),
      data: { tenantId: principal.tenantId, payload: { eventId: id } },
      retryCount: 0,
      retryLimit: 8,
      signal: new AbortController().signal,
    });
    expect(outcome).toEqual({ status: "completed" });
  }
}

async function effectsOf(endpoint: Endpoint): Promise<string[]> {
  const lines = await read(endpoint, (tx) =>
    tx.select({ action: automationLogs.action, eventId: automationLogs.eventId }).from(automationLogs),
  );
  return lines.map(({ action, eventId }) => `${action} ${eventId}`).toSorted();
}

async function expectSecretsGone(endpoint: Endpoint, fixtures: ProviderFixtures): Promise<void> {
  const payloads = await read(endpoint, async (tx) => {
    const rows = await tx
      .select({ id: webhookEvents.id, sealed: webhookEvents.payloadCiphertext })
      .from(webhookEvents)
      .where(and(eq(webhookEvents.provider, fixtures.provider)));
    return Promise.all(rows.map(({ id, sealed }) => (sealed ? unseal(tx, eventBinding(id), sealed) : "")));
  });
  for (const value of [...(fixtures.secrets ?? []), endpoint.secret]) {
    for (const payload of payloads) expect(payload).not.toContain(value);
  }
}
