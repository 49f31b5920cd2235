import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClearedSend, SendOrder } from "@/lib/domain/sends/cleared-send";
import { connectInstance } from "@/lib/integrations/evolution/connect-instance";
import { createInstance } from "@/lib/integrations/evolution/create-instance";
import { findEvolutionMessage } from "@/lib/integrations/evolution/find-sent-message";
import { sendEvolutionMessage } from "@/lib/integrations/evolution/send-message";
import { setWebhook } from "@/lib/integrations/evolution/set-webhook";
import { openWhatsappStage, type WhatsappStage } from "./whatsapp-stage";

const instance = { name: "dl-of-this-suite", token: "token-of-this-suite" };
let stage: WhatsappStage;

beforeAll(async () => {
  stage = await openWhatsappStage();
  expect(await createInstance(instance)).toEqual({ ok: true, value: "created" });
  expect(await createInstance(instance)).toEqual({ ok: true, value: "exists" });
  await setWebhook(instance, { url: `${stage.appUrl}/api/webhooks/evolution/nobody`, jwtKey: "k".repeat(32) });
  await connectInstance({ ...instance, phone: null });
  await play("scan");
});
afterAll(() => stage.close());

async function play(scene: string) {
  const input = { from: "+16025550120", to: "+16025550110", text: "Hi", name: "Elena" };
  stage.simulator.play({ provider: "evolution", firmId: instance.name, scene, input, faults: [] });
  await stage.simulator.settled();
}

const orderOf = (more: Partial<SendOrder & { key: string }> = {}) =>
  ({
    messageId: "00000000-0000-4000-8000-000000000001",
    provider: "evolution",
    channel: "whatsapp",
    to: "+16025550120",
    from: instance.name,
    account: null,
    settings: { whatsapp: "baileys" },
    externalContactId: null,
    body: "Your file is ready",
    statusCallbackUrl: null,
    reference: "r",
    key: instance.token,
    ...more,
  }) as ClearedSend;

const look = (order: ClearedSend) => findEvolutionMessage({ order, key: order.key, attemptedAt: new Date() });

test("a message to a number and to a person whose number is hidden is taken, under the instance", async () => {
  for (const to of ["+16025550120", "184467440737095@lid"]) {
    expect(await sendEvolutionMessage(orderOf({ to }))).toEqual({
      kind: "accepted",
      providerMessageId: expect.stringMatching(/^3EB0/),
      account: instance.name,
      state: "queued",
    });
  }
});

test.each([
  ["a number that is not on WhatsApp", { to: "+16025550404" }, "not_on_whatsapp"],
  ["another token", { key: "someone-else" }, "bad_key"],
  ["an instance that is gone", { from: "dl-gone" }, "line_disconnected"],
  ["no words", { body: "" }, "bad_request"],
])("%s is refused with its reason, and no key in the answer", async (_, more, reason) => {
  const answer = await sendEvolutionMessage(orderOf(more));
  expect(answer).toMatchObject({ kind: "refused", reason });
  expect(JSON.stringify(answer)).not.toContain(instance.token);
});

test.each([
  ["rate-limited", { kind: "not_sent", reason: "rate_limited", retryAfterSeconds: 2 }],
  ["unavailable", { kind: "unknown" }],
  ["server-error", { kind: "unknown" }],
  ["lost-answer", { kind: "unknown" }],
])("AVL-02 %s is never called a refusal", async (fault, expected) => {
  await stage.fail(fault, "message/sendText");
  expect(await sendEvolutionMessage(orderOf({ body: `During ${fault}` }))).toEqual(expected);
});

test("AVL-02 a message whose answer was lost is found by its words, person and time; one that never left is absent", async () => {
  await stage.fail("lost-answer", "message/sendText");
  const [lost, never] = [orderOf({ body: "Lost, but sent" }), orderOf({ body: "Never sent" })];
  expect(await sendEvolutionMessage(lost)).toEqual({ kind: "unknown" });
  await stage.simulator.settled();
  expect(await look(lost)).toMatchObject({ kind: "found", account: instance.name, state: "read" });
  expect(await look(never)).toEqual({ kind: "absent" });
  expect(await look({ ...lost, to: "+16025550199" } as ClearedSend)).toEqual({ kind: "absent" });
  await sendEvolutionMessage(lost);
  expect(await look(lost)).toEqual({ kind: "cannot_tell" });
  await stage.fail("unavailable", "chat/findMessages");
  expect(await look(lost)).toEqual({ kind: "failed" });
});

test("a line that is not connected to WhatsApp refuses, and nothing is kept for later", async () => {
  await play("logged-out");
  const order = orderOf({ body: "Nobody hears this" });
  expect(await sendEvolutionMessage(order)).toMatchObject({ kind: "refused", reason: "line_disconnected" });
  expect(await look(order)).toEqual({ kind: "absent" });
});
