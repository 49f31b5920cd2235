import { randomBytes, randomUUID } from "node:crypto";
import { asc, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contactMappings } from "@/db/schema/contact-mappings";
import { creditHolds } from "@/db/schema/credit-holds";
import { lines } from "@/db/schema/lines";
import { messages } from "@/db/schema/messages";
import { webhookEvents } from "@/db/schema/webhook-events";
import { inTenant } from "@/db/tenant";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import type { EndpointMode } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { processWebhookEvent } from "@/lib/jobs/handlers/process-webhook-event";
import { sendMessage } from "@/lib/jobs/handlers/send-message";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";
import { demoClockMinutes } from "@/scripts/start/demo-clock";
import { ghlIdOf } from "@/simulators/ghl/ghl-id";
import { ghlSimulatorPublicKey } from "@/simulators/ghl/ghl-simulator-public-key";
import { listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { createSendersSimulator } from "@/simulators/senders/create-senders-simulator";
import type { Door } from "@/simulators/senders/read-doors";
import { createSenders } from "@/simulators/senders/senders";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { isSound, readLedger } from "./ledger";

const PROVIDERS = ["twilio", "ghl", "aloware", "texting", "broadcast"] as const;
type Provider = (typeof PROVIDERS)[number];

const MODES: Record<Provider, EndpointMode> = {
  twilio: "twilio-signature",
  ghl: "ghl-ed25519",
  aloware: "basic",
  texting: "standard-webhooks",
  broadcast: "standard-webhooks",
};

const doors: Door[] = [];
const simulator = createSendersSimulator({
  senders: createSenders(),
  doors: () => ({ doors, problem: null }),
  pace: 0,
});
let providers: { port: number; close: () => Promise<void> };
let desk: { port: number; close: () => Promise<void> };
let database: TestDatabase;

beforeAll(async () => {
  providers = await listenOnLoopback(simulator.fetch, 0);
  desk = await listenOnLoopback(async (request) => {
    const [, , , provider = "", endpointToken = null] = new URL(request.url).pathname.split("/");
    return answerWebhook(request, { provider: findProvider(provider), endpointToken });
  }, 0);
  const base = `http://127.0.0.1:${providers.port}`;
  Object.assign(process.env, {
    APP_URL: `http://127.0.0.1:${desk.port}`,
    DOCKETLINE_MODE: "embedded",
    // Messages may leave whatever the hour is.
    DOCKETLINE_DEMO_CLOCK_MINUTES: String(demoClockMinutes(new Date())),
    TWILIO_BASE_URL: `${base}/twilio`,
    GHL_BASE_URL: `${base}/ghl`,
    ALOWARE_BASE_URL: `${base}/aloware`,
    GHL_WEBHOOK_PUBLIC_KEY: ghlSimulatorPublicKey(undefined),
  });
  database = await createTestDatabase("pglite");
});
beforeEach(() => {
  doors.length = 0;
});
afterAll(async () => {
  await simulator.close();
  await Promise.all([providers.close(), desk.close()]);
  await database.drop();
});

/** A firm whose one line is at the provider, with its door there, as the provider's stand-in knows it. */
async function openFirm(provider: Provider, e164 = "+16025550142"): Promise<SendingFirm> {
  const orgId = `org_${provider}_${randomUUID().slice(0, 8)}`;
  const firm = await createSendingFirm({ orgId, e164 });
  const account = provider === "ghl" ? `loc${orgId.slice(-8)}` : provider === "twilio" ? firm.account : null;
  const token = randomBytes(16).toString("hex");
  const door = await inTenant(firm.principal, async (tx) => {
    const opened = await createEndpoint(tx, {
      ...{ provider, account, mode: MODES[provider] },
      secret: provider === "twilio" ? token : null,
    });
    const sendUrl = `http://127.0.0.1:${providers.port}/${provider}/messages`;
    const settings = provider === "texting" || provider === "broadcast" ? { sendUrl } : {};
    await tx.update(lines).set({ provider, account, settings }).where(eq(lines.id, firm.lineId));
    const key = provider === "ghl" ? "pit-of-the-firm" : opened.secret || token;
    await saveApiKey(tx, { service: provider, key, userId: null, overlapHours: 0 });
    if (provider === "ghl") {
      await tx.insert(contactMappings).values({
        provider,
        account: account ?? "",
        externalId: ghlIdOf("contact", account ?? "", e164),
        contactId: firm.contactId,
        e164,
        statedAt: new Date(),
      });
    }
    return opened;
  });
  doors.push({
    provider,
    firmId: orgId,
    firmName: orgId,
    url: `http://127.0.0.1:${desk.port}${door.path}`,
    mode: MODES[provider],
    secret: door.secret || token,
    account,
  });
  return firm;
}

async function work(firm: SendingFirm): Promise<void> {
  await simulator.settled();
  const waiting = await inTenant(firm.principal, (tx) =>
    tx
      .select({ id: webhookEvents.id })
      .from(webhookEvents)
      .where(inArray(webhookEvents.state, ["received", "failed"]))
      .orderBy(asc(webhookEvents.receivedAt)),
  );
  for (const { id: eventId } of waiting) await run(processWebhookEvent, firm, { eventId });
}

type Handler = { run: (job: Parameters<typeof sendMessage.run>[0]) => Promise<{ status: string }> };

async function run(handler: Handler, { principal }: SendingFirm, payload: Record<string, string>): Promise<void> {
  const outcome = await handler.run({
    id: randomUUID(),
    data: { tenantId: principal.tenantId, payload },
    retryCount: 0,
    retryLimit: 5,
    signal: new AbortController().signal,
  });
  expect(outcome.status).toBe("completed");
}

async function send(firm: SendingFirm): Promise<string> {
  const messageId = await firm.accept();
  await run(sendMessage, firm, { messageId });
  await work(firm);
  return messageId;
}

async function whatStands(firm: SendingFirm, messageId: string) {
  const thread = await inTenant(firm.principal, (tx) => tx.select({ id: messages.id }).from(messages));
  expect(thread).toEqual([{ id: messageId }]);
  const { send: intent, message } = await firm.sendOf(messageId);
  const [hold] = await inTenant(firm.principal, (tx) =>
    tx.select({ state: creditHolds.state }).from(creditHolds).where(eq(creditHolds.subjectId, messageId)),
  );
  expect(await readLedger(firm.principal)).toSatisfy(isSound);
  return { send: intent.state, state: message.state, code: message.failureCode, credits: hold?.state };
}

async function goWrong(provider: Provider, fault: string): Promise<void> {
  const body = JSON.stringify({ provider, fault });
  await fetch(`http://127.0.0.1:${providers.port}/api-faults`, { method: "POST", body });
}

// Aloware confirms with a state of its own that it was handed on; it never says that it arrived.
const arrivesAs = (provider: Provider) => (provider === "aloware" ? "sent" : "delivered");

test.each(PROVIDERS)(
  "a text by %s is one bubble, delivered by its webhook, and takes its credits once",
  async (provider) => {
    const firm = await openFirm(provider);
    const stands = await whatStands(firm, await send(firm));
    expect(stands).toMatchObject({ send: "accepted", state: arrivesAs(provider) });
    // Nothing of Aloware proves that a text arrived: its credits stay set aside until the hold lapses.
    const credits = provider === "aloware" ? "held" : "captured";
    expect(stands).toEqual({ send: "accepted", state: arrivesAs(provider), code: null, credits });
  },
);

test.each(PROVIDERS)(
  "AVL-02 a text by %s whose answer is lost is one bubble, and its webhooks are its own",
  async (provider) => {
    const firm = await openFirm(provider);
    await goWrong(provider, "lost-answer");
    const stands = await whatStands(firm, await send(firm));
    expect(stands).toMatchObject({ state: arrivesAs(provider) });
    expect(["unknown", "accepted"]).toContain(stands.send);
  },
);

test.each(PROVIDERS)("a text by %s that fails later says why and gives its credits back", async (provider) => {
  const firm = await openFirm(provider, "+16025550176");
  const stands = await whatStands(firm, await send(firm));
  expect(stands.state).toMatch(/failed|undelivered/);
  expect(stands.code).toBe(provider === "aloware" ? "invalid" : "30007");
  expect(stands.credits).toBe("released");
});

test.each(PROVIDERS)("a text by %s that is refused says why and gives its credits back", async (provider) => {
  const firm = await openFirm(provider, "+16025550174");
  const stands = await whatStands(firm, await send(firm));
  expect(stands).toMatchObject({ send: "refused", state: "failed", credits: "released" });
});

test.each(PROVIDERS)("a text by %s that waited long for its turn is still one bubble", async (provider) => {
  const firm = await openFirm(provider);
  const messageId = await firm.accept();
  const sentAt = new Date(Date.now() - 15 * 60_000);
  await inTenant(firm.principal, (tx) => tx.update(messages).set({ sentAt }).where(eq(messages.id, messageId)));
  await goWrong(provider, "lost-answer");
  await run(sendMessage, firm, { messageId });
  await work(firm);
  expect(await whatStands(firm, messageId)).toMatchObject({ state: arrivesAs(provider) });
});

test.each(PROVIDERS)("WH-07 states of %s that are told twice and backwards end the same", async (provider) => {
  for (const fault of ["told-twice", "told-backwards"]) {
    const firm = await openFirm(provider);
    await goWrong(provider, fault);
    expect(await whatStands(firm, await send(firm))).toMatchObject({ state: arrivesAs(provider) });
    doors.length = 0;
  }
});
