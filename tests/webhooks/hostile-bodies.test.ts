import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "@/lib/webhooks/parse-strict-json";
import { findProvider } from "@/lib/webhooks/registry";
import type { VerificationMode } from "@/lib/webhooks/verify-signature";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { alowareFixtures } from "./fixtures/aloware";
import { evolutionFixtures } from "./fixtures/evolution";
import { ghlFixtures } from "./fixtures/ghl";
import type { ProviderFixtures } from "./fixtures/provider-fixtures";
import { twilioFixtures } from "./fixtures/twilio";
import { openProviderFirm } from "./provider-firm";

/** A unique index takes no entry that is longer. */
const MAX_IDENTITY_BYTES = 2_000;
const FORM = "application/x-www-form-urlencoded";

const SENDERS: readonly [ProviderFixtures, VerificationMode][] = [
  [twilioFixtures, "twilio-signature"],
  [ghlFixtures, "secret-header"],
  [alowareFixtures, "bearer"],
  [evolutionFixtures, "evolution-jwt"],
];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const oddValue: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(
    null,
    true,
    0,
    -1,
    1e300,
    2 ** 60,
    "",
    " ",
    "0",
    "1e400",
    "null",
    [],
    {},
    [[]],
    "\u0000\u202e👍",
  ),
  fc.constantFrom<JsonValue>(
    "x".repeat(5_000),
    "+1602555",
    "whatsapp:",
    "@s.whatsapp.net",
    "9".repeat(40),
    "2026-13-45 99:00:00",
  ),
  fc.string({ maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue),
);

/** A genuine body in which some fields, at any depth, are of another kind or gone. */
function distort(value: JsonValue, draw: () => number, odd: () => JsonValue): JsonValue {
  if (draw() < 0.06) return odd();
  if (Array.isArray(value)) return value.map((each) => distort(each, draw, odd));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(() => draw() > 0.03);
  return Object.fromEntries(kept.map(([key, each]) => [key, distort(each, draw, odd)]));
}

const distortion = fc.record({
  index: fc.nat(),
  draws: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
  odds: fc.infiniteStream(oddValue),
});

function distorted({ deliveries }: ProviderFixtures, picked: Picked) {
  const delivery = deliveries[picked.index % deliveries.length];
  if (!delivery) throw new Error("no fixture");
  const isForm = delivery.contentType.startsWith(FORM);
  const genuine: JsonValue = isForm
    ? Object.fromEntries(new URLSearchParams(delivery.body))
    : (JSON.parse(delivery.body) as JsonValue);
  const [draws, odds] = [picked.draws[Symbol.iterator](), picked.odds[Symbol.iterator]()];
  const body = distort(
    genuine,
    () => draws.next().value ?? 0,
    () => odds.next().value ?? null,
  );
  return { isForm, body };
}

type Picked = { index: number; draws: Iterable<number>; odds: Iterable<JsonValue> };

const context = () => ({
  headers: new Headers(),
  query: new URLSearchParams("s=0123456789abcdef0123456789abcdef&s=x&%00=%ff"),
  receivedAt: new Date(),
  account: null,
  messageId: null,
  bodyHash: () => "hash",
});

test.each(SENDERS)("INP-07 no body of $provider, however odd, breaks what reads it", (fixtures) => {
  const provider = findProvider(fixtures.provider);
  const property = fc.property(distortion, (picked) => {
    const { body } = distorted(fixtures, picked);
    const event = provider?.open(body, context());
    if (!event) return;
    expect(Buffer.byteLength(event.identity)).toBeLessThan(MAX_IDENTITY_BYTES);
    expect(Buffer.byteLength(event.type)).toBeLessThan(500);
    expect(provider?.open(JSON.parse(event.payload()) as JsonValue, context())?.isHandled).toBe(event.isHandled);
  });
  fc.assert(property, { numRuns: 1_500 });
});

test.each(SENDERS)(
  "INP-07 an odd delivery of $provider is answered, and its work never fails",
  async (fixtures, mode) => {
    const { provider, account } = fixtures;
    const firm = await openProviderFirm({ provider, mode, account });
    for (const picked of fc.sample(distortion, 120)) {
      const { isForm, body } = distorted(fixtures, picked);
      const delivery = isForm
        ? { contentType: FORM, body: new URLSearchParams(Object.entries(asForm(body))).toString() }
        : { contentType: "application/json", body: JSON.stringify(body) };
      expect([200, 400, 401, 429]).toContain((await firm.send(delivery)).status);
    }
    expect(await firm.work()).toBe(0);
  },
);

function asForm(body: JsonValue): Record<string, string> {
  const fields: JsonObject = body !== null && typeof body === "object" && !Array.isArray(body) ? body : {};
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}
