import { afterAll, beforeAll, expect, test } from "vitest";
import { getEnv } from "@/lib/core/env";
import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";
import type { VerificationMode } from "@/lib/webhooks/verify-signature";
import { ghlAppId } from "@/simulators/ghl/ghl-app-id";
import { ghlSimulatorPublicKey } from "@/simulators/ghl/ghl-simulator-public-key";
import type { Target } from "@/simulators/senders/sender";
import { createSenders } from "@/simulators/senders/senders";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { openProviderFirm, type ProviderFirm } from "./provider-firm";

const INPUT = { from: "+16025550120", to: "+16025550110", text: "Where is my check", name: "Elena Márquez" };

const DOORS: Record<string, { mode: VerificationMode; account: string | null }> = {
  twilio: { mode: "twilio-signature", account: `AC${"a".repeat(32)}` },
  ghl: { mode: "ghl-ed25519", account: "locA1234567890abcdef" },
  aloware: { mode: "basic", account: null },
  evolution: { mode: "evolution-jwt", account: "calder" },
  make: { mode: "standard-webhooks", account: null },
  texting: { mode: "standard-webhooks", account: null },
  broadcast: { mode: "standard-webhooks", account: null },
};

/** What no door may take, and the workflow that has no proof for a door of HighLevel's own signature. */
const REFUSED = new Set([
  "foreign-account",
  "other-app",
  "unknown-location",
  "signature-na",
  "rsa-only",
  "tampered",
  "workflow",
]);

let database: TestDatabase;
beforeAll(async () => {
  process.env["GHL_WEBHOOK_PUBLIC_KEY"] = ghlSimulatorPublicKey(undefined);
  process.env["GHL_APP_ID"] = ghlAppId();
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const SCENES = createSenders().flatMap(({ provider, scenes }) =>
  scenes.map(({ id, title }) => [provider, id, title] as const),
);

function targetOf(firm: ProviderFirm, provider: string): Target {
  const { secret, path, mode } = firm.door;
  const url = `${getEnv().APP_URL}${path}`;
  return {
    firmId: firm.organizationId,
    firmName: "Calder Law",
    url,
    mode,
    secret,
    account: DOORS[provider]?.account ?? null,
  };
}

async function playScene(firm: ProviderFirm, provider: string, id: string): Promise<number[]> {
  const target = targetOf(firm, provider);
  const scene = createSenders()
    .find((sender) => sender.provider === provider)
    ?.scenes.find((each) => each.id === id);
  const statuses: number[] = [];
  for (const delivery of scene?.play(INPUT, target) ?? []) {
    delivery.happened?.();
    const { headers, body, query, path } = delivery.write(target, { number: 1, now: new Date() });
    const url = new URL(path ?? target.url, target.url);
    if (query !== undefined) url.search = query;
    const request = new Request(url, { method: "POST", headers: { ...headers }, body });
    const endpointToken = url.pathname.split("/")[4] ?? null;
    const answer = await answerWebhook(request, { provider: findProvider(provider), endpointToken });
    statuses.push(answer.status);
  }
  return statuses;
}

test.each(SCENES)("%s, scene %s: %s", async (provider, id) => {
  const door = DOORS[provider];
  if (!door) throw new Error(`no door for ${provider}`);
  const firm = await openProviderFirm({ provider, ...door });
  const statuses = await playScene(firm, provider, id);
  expect(statuses.length).toBeGreaterThan(0);
  expect(new Set(statuses)).toEqual(new Set([REFUSED.has(id) ? 401 : 200]));
  expect(await firm.work()).toBe(0);
});
