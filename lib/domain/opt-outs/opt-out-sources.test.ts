import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { conversationEvents } from "@/db/schema/conversation-events";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { inTenant, type TenantTx } from "@/db/tenant";
import { recordDoNotContact } from "@/lib/domain/messages/record-do-not-contact";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { carryOptOuts } from "@/lib/domain/opt-outs/carry-opt-outs";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, databaseKinds, type TestDatabase } from "@/tests/support/test-database";
import { told } from "@/tests/support/told-message";
import { addOptOut } from "./add-opt-out";
import { allowAgain } from "./allow-again";
import { importOptOuts } from "./import-opt-outs";
import { addOptOutInput, allowAgainInput } from "./opt-outs.schema";
import { readImportRows, readOptOutFile } from "./read-opt-out-file";
import { recordOptOut } from "./record-opt-out";

const CLIENT = "+16025550142";
const LID = "184467440737095@lid";

type Source = { name: string; stop: (tx: TenantTx, at: Date) => Promise<unknown> };

const said = (at: Date) => ({ sentAt: at, receivedAt: at, providerMessageId: randomUUID() });
const mark = (at: Date, provider: string) => ({
  eventId: null,
  provider,
  e164: CLIENT,
  isBlocked: true,
  occurredAt: at,
});

const SOURCES: Source[] = [
  { name: "a text", stop: (tx, at) => recordMessage(tx, told({ body: "STOP", ...said(at) })) },
  {
    name: "WhatsApp",
    stop: (tx, at) =>
      recordMessage(tx, told({ body: "alto", channel: "whatsapp", provider: "evolution", ...said(at) })),
  },
  {
    name: "the voice tool",
    stop: (tx, at) =>
      recordOptOut(tx, {
        e164: CLIENT,
        channel: "all",
        kind: "stop",
        source: "voice_call",
        occurredAt: at,
        sourceCallId: randomUUID(),
      }),
  },
  {
    name: "GHL's DND",
    stop: (tx, at) => recordDoNotContact(tx, { ...mark(at, "ghl"), channel: "sms", words: "STOP" }),
  },
  {
    name: "Aloware's DNC",
    stop: (tx, at) => recordDoNotContact(tx, { ...mark(at, "aloware"), channel: "all", words: null }),
  },
  {
    name: "a carrier",
    stop: (tx, at) => recordDoNotContact(tx, { ...mark(at, "twilio"), channel: "sms", source: "carrier", words: null }),
  },
  {
    name: "staff",
    stop: (tx, at) =>
      addOptOut(tx, {
        ...addOptOutInput.parse({ number: "(602) 555-0142", channel: "all", words: "by letter" }),
        userId: "u",
        now: at,
      }),
  },
  {
    name: "an import",
    stop: (tx, at) => {
      const { table, columns } = readOptOutFile("Phone\n602-555-0142\n");
      return importOptOuts(tx, { rows: readImportRows(table, { columns, saidAt: at, now: at }), userId: "u", now: at });
    },
  },
];

/** Eleven in the morning where the client is. */
function nextTuesday(): Date {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + ((9 - day.getUTCDay()) % 7 || 7));
  day.setUTCHours(18, 0, 0, 0);
  return day;
}

describe.each(await databaseKinds())("on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  const firmOf = (name: string) => createSendingFirm({ orgId: `org_${name}_${randomUUID().slice(0, 8)}` });

  async function waitingFor(firm: SendingFirm) {
    const messageId = await firm.accept({ scheduledFor: nextTuesday() });
    await inTenant(firm.principal, (tx) =>
      tx.insert(callLogs).values({ direction: "outbound", purpose: "callback", language: "en", clientNumber: CLIENT }),
    );
    return messageId;
  }

  test.each(SOURCES)("CMP-01 a stop by $name blocks the number and takes back what waits", async ({ stop }) => {
    const firm = await firmOf("source");
    const messageId = await waitingFor(firm);
    await inTenant(firm.principal, (tx) => stop(tx, new Date()));
    await inTenant(firm.principal, async (tx) => {
      const register = await tx.select().from(optoutRegistry);
      expect(register).toMatchObject([{ e164: CLIENT, state: "opted_out" }]);
      const calls = await tx.select({ state: callLogs.state }).from(callLogs);
      expect(calls).toEqual([{ state: "cancelled" }]);
    });
    expect((await firm.sendOf(messageId)).send.state).toBe("cancelled");
  });

  test("CMP-03 what a hidden number asked for moves to the number once it is known, by the time of its saying, once", async () => {
    const firm = await firmOf("lid");
    const hidden = { provider: "evolution", channel: "whatsapp", client: { kind: "whatsapp_id", jid: LID } } as const;
    const t0 = Date.now() - 3_600_000;
    const at = (minutes: number) => new Date(t0 + minutes * 60_000);
    await inTenant(firm.principal, (tx) => recordMessage(tx, told({ ...hidden, body: "STOP", ...said(at(1)) })));
    const later = { e164: CLIENT, channel: "whatsapp", kind: "start", source: "whatsapp", words: "START" } as const;
    await inTenant(firm.principal, (tx) => recordOptOut(tx, { ...later, occurredAt: at(2) }));
    const way = { from: LID, to: CLIENT };
    expect(await inTenant(firm.principal, (tx) => carryOptOuts(tx, way))).toMatchObject([{ state: "opted_in" }]);
    await inTenant(firm.principal, (tx) => recordMessage(tx, told({ ...hidden, body: "STOP", ...said(at(3)) })));
    expect(await inTenant(firm.principal, (tx) => carryOptOuts(tx, way))).toMatchObject([{ state: "opted_out" }]);
    expect(await inTenant(firm.principal, (tx) => carryOptOuts(tx, way))).toEqual([]);
  });

  test("a wish stands in the thread of its message, once, with the message as its source", async () => {
    const firm = await firmOf("thread");
    const { messageId } = await inTenant(firm.principal, (tx) =>
      recordMessage(tx, told({ body: "STOP", ...said(new Date()) })),
    );
    await inTenant(firm.principal, async (tx) => {
      const events = await tx.select().from(conversationEvents);
      const [stop] = await tx.select().from(optoutEvents);
      expect(stop?.sourceMessageId).toBe(messageId);
      expect(events).toMatchObject([
        { kind: "opted_out", detail: { eventId: stop?.id, channel: "sms", scope: "all" } },
      ]);
    });
  });

  test("CMP-04 marketing and everything are kept apart, and a start gives back what it names", async () => {
    const firm = await firmOf("scope");
    const now = new Date();
    const wish = { number: CLIENT, channel: "sms", userId: "u" } as const;
    const before = new Date(now.getTime() - 60_000);
    await inTenant(firm.principal, (tx) =>
      addOptOut(tx, {
        ...addOptOutInput.parse({ number: CLIENT, channel: "sms", scope: "marketing" }),
        userId: "u",
        now: before,
      }),
    );
    await inTenant(firm.principal, (tx) =>
      addOptOut(tx, { ...addOptOutInput.parse({ number: CLIENT, channel: "sms" }), userId: "u", now: before }),
    );
    const again = allowAgainInput.parse({
      number: wish.number,
      channel: wish.channel,
      evidence: "you may write again",
    });
    await inTenant(firm.principal, (tx) => allowAgain(tx, { ...again, userId: "u", now }));
    const states = await inTenant(firm.principal, (tx) =>
      tx.select({ scope: optoutRegistry.scope, state: optoutRegistry.state }).from(optoutRegistry),
    );
    expect(Object.fromEntries(states.map(({ scope, state }) => [scope, state]))).toEqual({
      marketing: "opted_out",
      all: "opted_in",
    });
    await inTenant(firm.principal, (tx) =>
      addOptOut(tx, { ...addOptOutInput.parse({ number: CLIENT, channel: "sms" }), userId: "u", now: before }),
    );
    const [row] = await inTenant(firm.principal, (tx) =>
      tx.select().from(optoutRegistry).where(eq(optoutRegistry.scope, "all")),
    );
    expect(row?.state).toBe("opted_in");
  });
});
