import { randomUUID } from "node:crypto";
import { asc } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { lines } from "@/db/schema/lines";
import { messageMedia } from "@/db/schema/message-media";
import { messages } from "@/db/schema/messages";
import { inTenant } from "@/db/tenant";
import { getEnv } from "@/lib/core/env";
import { readThreadMessages } from "@/lib/domain/conversations/read-thread-messages";
import { setFileHostsInput } from "@/lib/domain/lines/line.schema";
import { setFileHosts } from "@/lib/domain/lines/set-file-hosts";
import { answerMedia } from "@/lib/http/answer-media";
import { fetchMessageMedia } from "@/lib/jobs/handlers/fetch-media";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { type LoopbackServer, listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { createSendersSimulator } from "@/simulators/senders/create-senders-simulator";
import type { Target } from "@/simulators/senders/sender";
import { createSenders } from "@/simulators/senders/senders";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { openProviderFirm, type ProviderFirm } from "@/tests/webhooks/provider-firm";

const LOCATION = "locA1234567890abcdef";
const LINE = "+16025550100";
const INPUT = { from: "+16025550142", to: LINE, text: "My car", name: "Maria" };
const OPENINGS = {
  ghl: { provider: "ghl", mode: "secret-header", account: LOCATION },
  texting: { provider: "texting", mode: "standard-webhooks", account: null },
  broadcast: { provider: "broadcast", mode: "standard-webhooks", account: null },
  aloware: { provider: "aloware", mode: "basic", account: null },
} as const;

let database: TestDatabase;
let server: LoopbackServer;
let asked: { path: string; authorization: string | null }[] = [];
/** What HighLevel's interface says of any message, in the place of what it knows. */
let insteadTold: { locationId: string; attachments: string[] } | null = null;
let doors: (Target & { provider: string })[] = [];
const senders = createSenders();
const simulator = createSendersSimulator({ senders, doors: () => ({ doors, problem: null }) });

beforeAll(async () => {
  database = await createTestDatabase("pglite");
  server = await listenOnLoopback(async (request) => {
    const { pathname } = new URL(request.url);
    if (insteadTold && pathname.startsWith("/ghl/conversations/messages/")) return Response.json(insteadTold);
    asked.push({ path: pathname, authorization: request.headers.get("authorization") });
    return simulator.fetch(request);
  }, 0);
  vi.stubEnv("DOCKETLINE_MODE", "embedded");
  vi.stubEnv("GHL_BASE_URL", `${origin()}/ghl`);
  vi.stubEnv("TWILIO_BASE_URL", `${origin()}/twilio`);
});
beforeEach(() => {
  asked = [];
  insteadTold = null;
});
afterAll(async () => {
  await server.close();
  await simulator.close();
  await database.drop();
});

const origin = () => `http://127.0.0.1:${server.port}`;

async function open(provider: keyof typeof OPENINGS, more: { isConnected?: boolean; hosts?: string[] } = {}) {
  const firm = await openProviderFirm(OPENINGS[provider]);
  const lineId = randomUUID();
  if (more.isConnected ?? true) {
    await firm.read(async (tx) => {
      const { account } = OPENINGS[provider];
      const settings = more.hosts === undefined ? {} : { fileHosts: more.hosts };
      const line = { id: lineId, provider, channel: "sms", address: LINE, label: "Main", account } as const;
      await tx.insert(lines).values({ ...line, settings, state: "connected" });
      await saveApiKey(tx, { service: provider, key: "key-of-the-firm", userId: null, overlapHours: 0 });
    });
  }
  return { firm, lineId };
}

/** Lets the simulator play what a client does, and the desk take it in. */
async function play(firm: ProviderFirm, provider: "ghl" | "texting" | "broadcast", id: string) {
  const { secret, path, mode } = firm.door;
  const { account } = OPENINGS[provider];
  const target = { firmId: firm.organizationId, firmName: "Calder", url: `${getEnv().APP_URL}${path}`, mode, secret };
  doors = [{ ...target, account, provider }];
  const scene = senders.find((one) => one.provider === provider)?.scenes.find((one) => one.id === id);
  for (const delivery of scene?.play(INPUT, { ...target, account }, origin()) ?? []) {
    delivery.happened?.();
    const { body } = delivery.write({ ...target, account }, { number: 1, now: new Date() });
    expect((await firm.send({ contentType: "application/json", body })).status).toBe(200);
  }
  expect(await firm.work()).toBe(0);
}

async function fetchFiles(firm: ProviderFirm, retryCount = 0) {
  const rows = await firm.read((tx) => tx.select({ id: messages.id }).from(messages));
  for (const { id: messageId } of rows) {
    const data = { tenantId: firm.principal.tenantId, payload: { messageId } };
    const signal = new AbortController().signal;
    await fetchMessageMedia.run({ id: randomUUID(), data, retryCount, retryLimit: 6, signal });
  }
}

const kept = (firm: ProviderFirm) =>
  firm.read((tx) => tx.select().from(messageMedia).orderBy(asc(messageMedia.position)));

test("INP-08 HighLevel's files are asked for by the message's id with the key, and its storage is not shown the key", async () => {
  const { firm } = await open("ghl");
  await play(firm, "ghl", "picture");
  await fetchFiles(firm);
  const files = await kept(firm);
  expect(files.map(({ state, contentType }) => [state, contentType])).toEqual([
    ["stored", "image/png"],
    ["stored", "image/png"],
  ]);
  const [question, ...fetched] = asked;
  expect(question).toMatchObject({ authorization: "Bearer key-of-the-firm" });
  expect(question?.path).toMatch(/^\/ghl\/conversations\/messages\/\w+$/);
  expect(fetched).toEqual([
    { path: "/ghl/files/3.png", authorization: null },
    { path: "/ghl/files/4.png", authorization: null },
  ]);
  expect((await answerMedia(firm.principal, files[0]?.id ?? "")).status).toBe(200);
});

test.each([
  ["http://169.254.169.254/latest/meta-data", "http://storage.googleapis.com/msgsndr/a.png"],
  ["https://storage.googleapis.com/another-bucket/a.png", "https://storage.googleapis.com/msgsndr-not/a.png"],
  ["https://storage.leadconnectorhq.com.example.com/a.png", "https://user@storage.leadconnectorhq.com:8443/a.png"],
  ["/texting/files/1.png", "file:///etc/passwd"],
])(
  "WH-13 an address outside HighLevel's storage is not fetched, whatever its interface says: %s, %s",
  async (...named) => {
    const { firm } = await open("ghl");
    await play(firm, "ghl", "picture");
    insteadTold = {
      locationId: LOCATION,
      attachments: named.map((address) => (address.startsWith("/") ? `${origin()}${address}` : address)),
    };
    await fetchFiles(firm);
    expect(asked).toEqual([]);
    expect((await kept(firm)).map(({ state, reason }) => [state, reason])).toEqual([
      ["refused", "link_refused"],
      ["refused", "link_refused"],
    ]);
  },
);

test("a message of another location than the firm's key opens brings nothing", async () => {
  const { firm } = await open("ghl");
  await play(firm, "ghl", "picture");
  insteadTold = { locationId: "locOfAnother", attachments: [`${origin()}/ghl/files/1.png`] };
  await fetchFiles(firm);
  expect((await kept(firm)).map(({ state, reason }) => [state, reason])).toEqual([
    ["failed", "gone"],
    ["failed", "gone"],
  ]);
});

test("files of a provider that no line of the firm has a key for say so, and are not waited for", async () => {
  const { firm } = await open("ghl", { isConnected: false });
  await play(firm, "ghl", "picture");
  await fetchFiles(firm);
  expect(asked).toEqual([]);
  expect((await kept(firm)).map(({ state, reason }) => [state, reason])).toEqual([
    ["failed", "not_connected"],
    ["failed", "not_connected"],
  ]);
});

test.each(["texting", "broadcast"] as const)(
  "WH-13 a link that a %s platform names is followed only to a host that the admin allowed, and without any key",
  async (provider) => {
    const { firm, lineId } = await open(provider);
    await play(firm, provider, "picture");
    await fetchFiles(firm);
    expect(asked).toEqual([]);
    const [refused] = await kept(firm);
    expect(refused).toMatchObject({ state: "refused", reason: "host_not_allowed" });
    expect(refused?.sourceCiphertext?.includes(Buffer.from("files"))).toBe(false);
    const hosts = setFileHostsInput.parse({ lineId, hosts: "Media.Example.com\n127.0.0.1, media.example.com" });
    expect(hosts.hosts).toEqual(["media.example.com", "127.0.0.1"]);
    expect(await firm.read((tx) => setFileHosts(tx, hosts))).toEqual({ retried: 1 });
    await fetchFiles(firm);
    expect((await kept(firm))[0]).toMatchObject({ state: "stored", contentType: "image/png" });
    expect(asked).toMatchObject([{ authorization: null }]);
  },
);

test("INP-08 an allowed host is fetched from by https alone, and never inside a network", async () => {
  const named = ["http://media.example.com/a.png", "https://10.0.0.7/a.png", `${origin()}/ghl/files/1.png`];
  const { firm } = await open("texting", { hosts: ["media.example.com", "10.0.0.7", "127.0.0.1"] });
  const at = new Date().toISOString();
  const media = [...named.map((url) => ({ url, contentType: "image/png" })), { url: "not an address" }, { nothing: 1 }];
  const data = { messageId: "txt_1", from: INPUT.from, to: LINE, text: "Look", sentAt: at, media };
  await firm.sendJson({ id: "evt_1", type: "message.received", timestamp: at, data });
  expect(await firm.work()).toBe(0);
  await fetchFiles(firm);
  expect(asked).toEqual([]);
  expect((await kept(firm)).map(({ state, reason }) => [state, reason])).toEqual(
    Array.from({ length: 4 }, () => ["refused", "link_refused"]),
  );
});

test("TEN-05 another firm allows no host for this firm's line, and a line whose provider names no addresses has none", async () => {
  const { firm, lineId } = await open("texting");
  const stranger = testPrincipal("org_files_other");
  const input = { lineId, hosts: ["media.example.com"] };
  await expect(inTenant(stranger, (tx) => setFileHosts(tx, input))).rejects.toMatchObject({ code: "not_found" });
  const [line] = await firm.read((tx) => tx.select({ settings: lines.settings }).from(lines));
  expect(line?.settings).toEqual({});
  const twilio = await open("ghl");
  await expect(twilio.firm.read((tx) => setFileHosts(tx, { ...input, lineId: twilio.lineId }))).rejects.toMatchObject({
    code: "not_found",
  });
});

test.each(["https://media.example.com/x", "localhost", "*.example.com", "a b c.d", "-x.example.com"])(
  "INP-01 “%s” is no host, which the field as a whole is told",
  (text) => {
    const { error } = setFileHostsInput.safeParse({ lineId: randomUUID(), hosts: text });
    expect(error?.issues).toMatchObject([{ path: ["hosts"], message: "host" }]);
  },
);

test("Aloware's files are told of in the thread and never fetched", async () => {
  const { firm } = await open("aloware");
  const at = new Date().toISOString().slice(0, 19).replace("T", " ");
  const text = { id: 950_000_001, type: 2, direction: 1, lead_number: INPUT.from, incoming_number: LINE };
  await firm.sendJson({ event: "InboundSMS", body: { ...text, body: "", created_at: at, updated_at: at } });
  expect(await firm.work()).toBe(0);
  const [row] = await firm.read((tx) => tx.select({ id: messages.id }).from(messages));
  const [shown] = await firm.read((tx) => readThreadMessages(tx, [row?.id ?? ""]));
  expect(shown).toMatchObject({ systems: ["aloware"], media: [{ state: "told", id: null }] });
  await fetchFiles(firm);
  expect(asked).toEqual([]);
});
