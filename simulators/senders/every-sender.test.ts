import { expect, test } from "vitest";
import type { Fault } from "./faults/faults";
import { createSenders } from "./senders";
import type { Received } from "./testing/open-receiver";
import { openSenders } from "./testing/open-senders";

const PROOFS = ["webhook-signature", "authorization", "x-twilio-signature", "x-ghl-signature"];
const SENDERS = createSenders().map(({ provider, scenes }) => ({ provider, scenes: scenes.map(({ id }) => id) }));

function proofOf({ headers }: Received): string {
  return PROOFS.map((name) => headers[name])
    .filter((value) => typeof value === "string")
    .join();
}

test.each(SENDERS)("every scene of $provider is sent to the firm's door and answered", async ({ provider, scenes }) => {
  const senders = await openSenders();
  expect(new Set(scenes).size).toBe(scenes.length);
  for (const scene of scenes) await senders.play(provider, scene);
  expect([...new Set(senders.simulator.deliveries().map(({ state }) => state))]).toEqual(["answered"]);
  for (const { url } of senders.receiver.received) expect(url).toContain(`/api/webhooks/${provider}`);
  await senders.close();
});

test.each(SENDERS)(
  "what proves $provider can be spoilt, forged, left out and tampered with",
  async ({ provider, scenes }) => {
    const senders = await openSenders();
    const [scene = ""] = scenes;
    const playWith = async (...faults: Fault[]) => {
      senders.receiver.received.length = 0;
      await senders.play(provider, scene, { faults });
      const [received] = senders.receiver.received;
      if (!received) throw new Error("nothing arrived");
      return received;
    };
    const genuine = await playWith();
    expect(proofOf(genuine)).not.toBe("");
    expect(proofOf(await playWith("unsigned"))).toBe("");
    for (const fault of ["bad-signature", "wrong-secret"] as const) {
      const forged = await playWith(fault);
      expect(proofOf(forged)).not.toBe("");
      expect(proofOf(forged)).not.toBe(proofOf(genuine));
    }
    expect((await playWith("tampered")).body).toMatch(/Where.is.my.chece/);
    await senders.close();
  },
);
