import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { after, CLIENT, everythingOf, inFirm, told } from "@/tests/support/told-message";
import { lockMessages } from "./lock-messages";
import type { MessageInput } from "./message-input";
import { recordMessage } from "./record-message";
import { recordMessageState } from "./record-message-state";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pg");
});
afterAll(() => database.drop());

function record(orgId: string, input: Partial<MessageInput>) {
  return inFirm(orgId, (tx) => recordMessage(tx, told(input)));
}

function number(index: number): string {
  return `+1602555${String(1_000 + index)}`;
}

test("two systems that tell of a message at once make one message of it, twenty times", async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => {
      const client = { kind: "phone", e164: number(index) } as const;
      return Promise.all([
        record("org_race", { client, providerMessageId: `SM${index}` }),
        record("org_race", { client, providerMessageId: `M${index}`, provider: "ghl", line: null, sentAt: after(1) }),
      ]);
    }),
  );
  const { messages, mappings, leads } = await everythingOf("org_race");
  expect(messages).toHaveLength(20);
  expect(mappings).toHaveLength(40);
  expect(leads).toHaveLength(20);
});

test("WH-05 one message delivered fifty times at once is one, and new for one of them", async () => {
  const results = await Promise.all(Array.from({ length: 50 }, () => record("org_fifty", {})));
  expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(new Set(results.map(({ messageId }) => messageId)).size).toBe(1);
  const { messages, leads } = await everythingOf("org_fifty");
  expect([messages.length, leads.length]).toEqual([1, 1]);
});

test("CMP-01 a STOP and two duplicates of it in parallel are one opt-out", async () => {
  await Promise.all([
    record("org_stop_race", { body: "STOP" }),
    record("org_stop_race", { body: "STOP" }),
    record("org_stop_race", { body: "STOP", provider: "ghl", line: null, providerMessageId: "M1" }),
  ]);
  const { messages, optOuts, register } = await everythingOf("org_stop_race");
  expect([messages.length, optOuts.length]).toEqual([1, 1]);
  expect(register).toMatchObject([{ e164: CLIENT, channel: "sms", state: "opted_out" }]);
});

test("several first messages of an unknown sender at once make one lead", async () => {
  await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      record("org_one_lead", { providerMessageId: `SM${index}`, body: `part ${index}` }),
    ),
  );
  const { messages, leads } = await everythingOf("org_one_lead");
  expect([messages.length, leads.length]).toEqual([8, 1]);
});

test("WH-07 a message and its states at once, over several connections, end as in order", async () => {
  const states = ["sent", "delivered", "read", "failed"] as const;
  await Promise.all(
    Array.from({ length: 6 }, (_, index) => {
      const key = { provider: "twilio", account: "AC1", providerMessageId: `SM${index}` };
      const client = { kind: "phone", e164: CLIENT } as const;
      return Promise.all([
        record("org_states", { ...key, direction: "outbound", state: "queued", body: `text ${index}` }),
        ...states.map((state) =>
          inFirm("org_states", (tx) => recordMessageState(tx, { ...key, eventId: null, client, state, at: after(3) })),
        ),
      ]);
    }),
  );
  const { messages } = await everythingOf("org_states");
  expect(messages.map(({ state, body }) => [state, body]).toSorted()).toEqual(
    Array.from({ length: 6 }, (_, index) => ["read", `text ${index}`]),
  );
});

test("events that tell of several messages in opposite orders do not lock each other up", async () => {
  const several = [0, 1, 2, 3].map((index) =>
    told({ client: { kind: "phone", e164: number(index) }, providerMessageId: `SM${index}` }),
  );
  const tell = (inputs: MessageInput[]) =>
    inFirm("org_several", async (tx) => {
      await lockMessages(tx, inputs);
      for (const input of inputs) await recordMessage(tx, input);
    });
  await Promise.all(Array.from({ length: 10 }, (_, turn) => tell(turn % 2 ? several : several.toReversed())));
  expect((await everythingOf("org_several")).messages).toHaveLength(4);
});
