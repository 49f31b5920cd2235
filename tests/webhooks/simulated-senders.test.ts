import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type EndpointMode, PROVIDER_DOORS } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { type Verdict, verificationKeyOf, verifySignature } from "@/lib/webhooks/verify-signature";
import { ghlSimulatorPublicKey } from "@/simulators/ghl/ghl-simulator-public-key";
import { createSendersSimulator } from "@/simulators/senders/create-senders-simulator";
import type { Fault } from "@/simulators/senders/faults/faults";
import { createSenders } from "@/simulators/senders/senders";
import { openReceiver, type Receiver } from "@/simulators/senders/testing/open-receiver";

const TEXT_SECRET = "0123456789abcdef0123456789abcdef";
const SECRETS: Partial<Record<EndpointMode, string>> = {
  "standard-webhooks": "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
  basic: `desk:${TEXT_SECRET}`,
};
const ACCOUNTS: Record<string, string> = {
  twilio: `AC${"a".repeat(32)}`,
  ghl: "locA1234567890abcdef",
  evolution: "calder",
};
const INPUT = { from: "+16025550120", to: "+16025550110", text: "Where is my check", name: "Elena Márquez" };

const SIMULATED = createSenders().map(({ provider }) => provider);
const DOORS = Object.entries(PROVIDER_DOORS)
  .filter(([provider]) => SIMULATED.includes(provider))
  .flatMap(([provider, { modes }]) => modes.map((mode) => [provider, mode] as const));
/** Proofs that are bound to the body, and those that bear a time. */
const BOUND = new Set(["standard-webhooks", "twilio-signature", "ghl-ed25519", "body-hmac", "timestamped-hmac"]);
const TIMED = new Set(["standard-webhooks", "timestamped-hmac"]);

let receiver: Receiver;

beforeAll(async () => {
  process.env["GHL_WEBHOOK_PUBLIC_KEY"] = ghlSimulatorPublicKey(undefined);
  receiver = await openReceiver();
});

afterAll(async () => {
  await receiver.close();
});

afterEach(() => {
  receiver.received.length = 0;
});

/** Lets the provider send its first scene with these faults, and checks the proof of what arrives as the door does. */
async function send(provider: string, mode: EndpointMode, faults: Fault[]): Promise<Verdict> {
  const secret = SECRETS[mode] ?? TEXT_SECRET;
  const url = `${receiver.origin}/api/webhooks/${provider}/token`;
  const door = { firmId: "org_a", firmName: "A", provider, url, mode, secret, account: ACCOUNTS[provider] ?? null };
  const senders = createSenders();
  const simulator = createSendersSimulator({ senders, doors: () => ({ doors: [door], problem: null }), pace: 0 });
  const scene = mode === "ghl-ed25519" || provider !== "ghl" ? firstScene(provider) : "workflow";
  simulator.play({ provider, firmId: "org_a", scene, input: INPUT, faults });
  await simulator.settled();
  const [arrived] = receiver.received;
  if (!arrived) throw new Error("nothing arrived");
  const headers = new Headers(
    Object.entries(arrived.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
  const key = verificationKeyOf(mode, secret);
  if (!key) throw new Error("the secret is none of this mode");
  return verifySignature(
    mode,
    {
      bytes: Buffer.from(arrived.body),
      headers,
      url: receiver.origin + arrived.url,
      provider,
      now: new Date(performance.timeOrigin + arrived.at),
    },
    [{ label: "current", key, usableUntil: null }],
  );
}

function firstScene(provider: string): string {
  return createSenders().find((sender) => sender.provider === provider)?.scenes[0]?.id ?? "";
}

test.each(DOORS)("%s proves itself by %s as the desk's door wants it", async (provider, mode) => {
  expect(await send(provider, mode, [])).toMatchObject({ ok: true });
});

test.each(DOORS)("a forged delivery of %s is refused by %s", async (provider, mode) => {
  const forgeries: Fault[] = [
    "bad-signature",
    "wrong-secret",
    "unsigned",
    ...(BOUND.has(mode) ? (["tampered"] as const) : []),
  ];
  for (const fault of forgeries) {
    receiver.received.length = 0;
    expect(await send(provider, mode, [fault]), fault).toMatchObject({ ok: false });
  }
});

test.each(DOORS.filter(([, mode]) => TIMED.has(mode)))(
  "%s by %s: the time of the proof counts",
  async (provider, mode) => {
    for (const fault of ["stale-past", "stale-future", "old-timestamp"] as const) {
      receiver.received.length = 0;
      expect(await send(provider, mode, [fault]), fault).toMatchObject({ ok: false, reason: "stale" });
    }
    receiver.received.length = 0;
    expect(await send(provider, mode, ["junk-timestamp"])).toMatchObject({ ok: false });
    receiver.received.length = 0;
    expect(await send(provider, mode, ["two-signatures"])).toMatchObject({ ok: true });
  },
);

test("a token of Evolution that expired a minute ago still holds, one from the future does not", async () => {
  expect(await send("evolution", "evolution-jwt", ["old-timestamp"])).toMatchObject({ ok: true });
  receiver.received.length = 0;
  expect(await send("evolution", "evolution-jwt", ["stale-future"])).toMatchObject({ ok: false, reason: "stale" });
});
