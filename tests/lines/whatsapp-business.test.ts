import { afterAll, beforeAll, expect, test } from "vitest";
import { lines } from "@/db/schema/lines";
import { messages } from "@/db/schema/messages";
import { webhookEvents } from "@/db/schema/webhook-events";
import { connectWhatsappBusiness } from "@/lib/connections/evolution/connect-whatsapp-business";
import { followWhatsapp } from "@/lib/connections/evolution/follow-whatsapp";
import { pairWhatsapp } from "@/lib/connections/evolution/pair-whatsapp";
import { removeWhatsapp } from "@/lib/connections/evolution/remove-whatsapp";
import { judgeForContact } from "@/lib/domain/contact-gate/judge-for-contact";
import { connectWhatsappBusinessInput } from "@/lib/domain/lines/line.schema";
import type { ClearedSend } from "@/lib/domain/sends/cleared-send";
import { sendEvolutionMessage } from "@/lib/integrations/evolution/send-message";
import { decodeEvolutionEvent } from "@/lib/integrations/evolution/webhook-event";
import { recordEvolutionFacts } from "@/lib/integrations/evolution/webhook-record";
import { metaTokenOf } from "@/simulators/evolution/instance";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { openWhatsappFirm, openWhatsappStage, type WhatsappFirm, type WhatsappStage } from "./whatsapp-stage";

const CLIENT = "+16025550120";

let database: TestDatabase;
let stage: WhatsappStage;

beforeAll(async () => {
  stage = await openWhatsappStage();
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  await stage.close();
  await database.drop();
});

let numbers = 16025550110;

async function connect(firm: WhatsappFirm, change: { phoneNumberId?: string; key?: string } = {}) {
  numbers += 1;
  const phoneNumberId = change.phoneNumberId ?? String(numbers);
  const key = change.key ?? metaTokenOf(phoneNumberId);
  const answer = await connectWhatsappBusiness(firm.principal, {
    ...connectWhatsappBusinessInput.parse({ label: "Business", phoneNumberId, key }),
    userId: "user_admin",
    appUrl: stage.appUrl,
  });
  await stage.simulator.settled();
  return { answer, phoneNumberId, key };
}

const orderBy = (address: string, key: string) =>
  ({
    messageId: "00000000-0000-4000-8000-000000000001",
    provider: "evolution",
    channel: "whatsapp",
    to: CLIENT,
    from: address,
    account: null,
    settings: { whatsapp: "business" },
    externalContactId: null,
    body: "Your file is ready",
    statusCallbackUrl: null,
    reference: "r",
    key,
  }) as ClearedSend;

test("a number of WhatsApp Business is connected without a phone, as the number that Meta says, and keeps its token in the vault", async () => {
  const firm = await openWhatsappFirm(stage);
  const { answer, phoneNumberId, key } = await connect(firm);
  expect(answer).toEqual({ kind: "connected", lineId: expect.any(String) });
  const line = await firm.line();
  expect(line).toMatchObject({
    state: "connected",
    stateReason: null,
    settings: { whatsapp: "business", phoneNumberId, phone: `+${phoneNumberId}` },
  });
  expect(JSON.stringify(line)).not.toContain(key);
  expect(await followWhatsapp(firm.principal, { lineId: line.id })).toEqual({ ok: true, state: "open" });
  expect(await removeWhatsapp(firm.principal, { lineId: line.id })).toEqual({ ok: true });
  expect((await connect(firm, { phoneNumberId })).answer).toMatchObject({ kind: "connected" });
});

test("outside of the 24 hours the gate blocks and says what is next, and Meta's own refusal is understood", async () => {
  const firm = await openWhatsappFirm(stage);
  const { key } = await connect(firm, { phoneNumberId: "16025550110" });
  const { id: lineId, address } = await firm.line();
  const judge = () =>
    firm.read((tx) =>
      judgeForContact(tx, {
        contactId: null,
        e164: CLIENT,
        kind: "whatsapp",
        origin: "person",
        purpose: "general",
        lineId,
        now: new Date(),
      }),
    );
  const ruleOf = async () => (await judge()).rules.find(({ code }) => code === "whatsapp_window");
  expect(await ruleOf()).toMatchObject({ status: "blocked", remedy: "wait_for_their_message" });
  expect(await sendEvolutionMessage(orderBy(address, key))).toEqual({
    kind: "refused",
    reason: "window_closed",
    providerCode: "131047",
    providerText: expect.stringContaining("131047"),
  });
  await firm.happen("text");
  expect(await ruleOf()).toMatchObject({ status: "passed", evidence: { closesAt: expect.any(String) } });
  const sent = await sendEvolutionMessage(orderBy(address, key));
  expect(sent).toMatchObject({ kind: "accepted", account: address });
  await stage.simulator.settled();
  expect(await firm.work()).toBe(0);
  const told = await firm.read((tx) => tx.select({ body: messages.body, state: messages.state }).from(messages));
  expect(told).toContainEqual({ body: "Your file is ready", state: "delivered" });
});

test.each([
  ["another token", { key: metaTokenOf("16025559999") }],
  ["no token of Meta's", { key: "guess-guess-guess" }],
  ["a number that nobody has", { phoneNumberId: "99999", key: metaTokenOf("11111") }],
])("%s opens no number, and nothing is kept", async (_, change) => {
  const firm = await openWhatsappFirm(stage);
  expect((await connect(firm, change)).answer).toEqual({ kind: "refused", reason: "not_theirs" });
  expect(await firm.read((tx) => tx.select().from(lines))).toEqual([]);
});

test("a number that Meta names and nobody can be reached by is refused as that, and nothing is kept", async () => {
  const firm = await openWhatsappFirm(stage);
  const { answer } = await connect(firm, { phoneNumberId: "15550100000" });
  expect(answer).toEqual({ kind: "refused", reason: "not_a_number" });
  expect(await firm.read((tx) => tx.select().from(lines))).toEqual([]);
});

test("what comes to a number of WhatsApp Business is its line's, whatever number the gateway names as its owner", async () => {
  const firm = await openWhatsappFirm(stage);
  await connect(firm);
  await firm.happen("text");
  const { address } = await firm.line();
  const event = (id: string, sender?: string) => ({
    ...{ event: "messages.upsert", instance: address, apikey: null, ...(sender === undefined ? {} : { sender }) },
    data: {
      key: { remoteJid: "16025550121@s.whatsapp.net", fromMe: false, id },
      message: { conversation: "Hello" },
      messageTimestamp: Math.floor(Date.now() / 1_000),
    },
  });
  for (const [id, sender] of [["B1", "15555550100@s.whatsapp.net"], ["B2"]] as const) {
    const read = decodeEvolutionEvent(event(id, sender));
    if (read === null) throw new Error("not an event");
    await firm.read(async (tx) => {
      const [known] = await tx.select({ id: webhookEvents.id }).from(webhookEvents);
      await recordEvolutionFacts(tx, read, { eventId: known?.id ?? "", callId: null, receivedAt: new Date() });
    });
  }
  const kept = await firm.read((tx) => tx.select({ line: messages.line }).from(messages));
  expect(kept).toEqual([{ line: address }, { line: address }, { line: address }]);
});

test("TEN-05 a number that is connected is nobody else's, not even with its token", async () => {
  const [firm, other] = [await openWhatsappFirm(stage), await openWhatsappFirm(stage)];
  const { phoneNumberId, key } = await connect(firm);
  expect((await connect(other, { phoneNumberId, key })).answer).toEqual({ kind: "refused", reason: "taken" });
  expect((await connect(firm, { phoneNumberId, key })).answer).toEqual({ kind: "refused", reason: "taken" });
  expect(await firm.line()).toMatchObject({ state: "connected" });
  const { id: lineId } = await firm.line();
  await expect(removeWhatsapp(other.principal, { lineId })).rejects.toMatchObject({ code: "not_found" });
});

test("AVL-02 a gateway that did not answer leaves a line that can be connected again, made once", async () => {
  const firm = await openWhatsappFirm(stage);
  await stage.fail("lost-answer", "instance/create");
  const { answer } = await connect(firm);
  expect(answer).toMatchObject({ kind: "failed", problem: "unreachable", lineId: expect.any(String) });
  expect(await firm.line()).toMatchObject({ state: "failing", stateReason: "unreachable" });
  const { id: lineId } = await firm.line();

  expect(await pairWhatsapp(firm.principal, { lineId, phone: null, appUrl: stage.appUrl })).toEqual({
    kind: "connected",
  });
});
