import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { chooseSecret } from "@/lib/domain/webhook-endpoints/endpoint-secret";
import { ENDPOINT_PROVIDERS, PROVIDER_DOORS } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { signTestEvent } from "./sign-test-event";
import { testEvent } from "./test-event";
import { verificationKeyOf, verifySignature } from "./verify-signature";

const NOW = new Date("2026-11-21T12:00:00.000Z");
const URL_OF_DOOR = "https://desk.example/api/webhooks/any/token";

const DOORS = ENDPOINT_PROVIDERS.flatMap((provider) =>
  PROVIDER_DOORS[provider].modes.flatMap((mode) => (mode === "ghl-ed25519" ? [] : [[provider, mode] as const])),
);

function signed(provider: (typeof DOORS)[number][0], mode: (typeof DOORS)[number][1], secret: string) {
  const event = testEvent({ provider, account: "account-1", testId: randomUUID(), now: NOW });
  const proof = signTestEvent({ provider, mode, secret, event, url: URL_OF_DOOR, now: NOW });
  return { bytes: Buffer.from(event.body), headers: new Headers({ "content-type": event.contentType, ...proof }) };
}

test.each(DOORS)("the door of %s in mode %s takes a test event, and only with its own secret", (provider, mode) => {
  const { secret } = chooseSecret(mode, null);
  const verdictOf = (held: string) => {
    const key = verificationKeyOf(mode, held);
    const keys = key === null ? [] : [{ label: "current" as const, key, usableUntil: null }];
    return verifySignature(mode, { ...signed(provider, mode, secret), url: URL_OF_DOOR, provider, now: NOW }, keys);
  };
  expect(verdictOf(secret)).toMatchObject({ ok: true, verifiedWith: "current" });
  expect(verdictOf(chooseSecret(mode, null).secret)).toMatchObject({ ok: false, reason: "bad_signature" });
});

test("each test event is a new one, of a type that no provider has", () => {
  for (const provider of ENDPOINT_PROVIDERS) {
    const bodies = [1, 2].map(() => testEvent({ provider, account: null, testId: randomUUID(), now: NOW }).body);
    expect(new Set(bodies).size).toBe(2);
    for (const body of bodies) expect(decodeURIComponent(body)).toContain("docketline.test");
  }
});
