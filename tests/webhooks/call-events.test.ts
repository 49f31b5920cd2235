import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callLogs, type TranscriptTurn } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookEvents } from "@/db/schema/webhook-events";
import { eventBinding } from "@/lib/domain/webhook-events/event-binding";
import { listCallEvents } from "@/lib/domain/webhook-events/list-call-events";
import { vapi } from "@/lib/integrations/vapi/webhook";
import { processWebhookEvent } from "@/lib/jobs/handlers/process-webhook-event";
import { unseal } from "@/lib/vault/unseal";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import {
  about,
  type Json,
  openWebhookFirm,
  type PlacedCall,
  reportFields,
  toolCall,
  type WebhookFirm,
} from "./webhook-firm";

let embedded: TestDatabase;
let firm: WebhookFirm;
beforeAll(async () => {
  embedded = await createTestDatabase("pglite");
  firm = await openWebhookFirm("events");
});
afterAll(() => embedded.drop());

const START = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 120_000);
const after = (seconds: number) => new Date(START.getTime() + seconds * 1_000);
const TURNS: TranscriptTurn[] = [
  { role: "assistant", text: "What is your address?", second: 1.2 },
  { role: "client", text: "It is 12 Oak Street, Phoenix, Arizona 85004.", second: 4.5 },
  { role: "assistant", text: "Thank you.", second: 9 },
];

async function send(call: PlacedCall, message: Json): Promise<string> {
  const response = await firm.send(about(call, message));
  expect(response.status).toBe(200);
  return ((await response.json()) as { status: string }).status;
}

async function rowOf(call: PlacedCall) {
  const [row] = await firm.read((tx) => tx.select().from(callLogs).where(eq(callLogs.id, call.callId)));
  if (!row) throw new Error("no call");
  return row;
}

/** A call's life as the provider tells it. */
function life(): Json[] {
  return [
    { type: "status-update", status: "ringing", timestamp: after(-6).getTime() },
    { type: "status-update", status: "in-progress", timestamp: START.getTime() },
    {
      type: "transcript",
      transcriptType: "final",
      role: "user",
      transcript: "It is 12 Oak Street.",
      timestamp: after(5).getTime(),
    },
    { type: "status-update", status: "ended", endedReason: "customer-ended-call", timestamp: after(61).getTime() },
    { ...reportFields(TURNS, START, after(60)), timestamp: after(65).getTime() },
  ];
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

/** What a call came to, without what differs from call to call and without how often it was written. */
async function finalStateOf(call: PlacedCall): Promise<string> {
  const { state, stateRank, answeredAt, startedAt, endedAt, reportedAt, ...row } = await rowOf(call);
  const { endedReason, outcome, durationSeconds, costUsd, summary, transcript, structuredData } = row;
  const { failureCode, recordingConsent, dialState, providerCallId } = row;
  expect(providerCallId).toBe(call.providerCallId);
  const [token] = await firm.read((tx) => tx.select().from(callTokens).where(eq(callTokens.callId, call.callId)));
  return JSON.stringify([
    { state, stateRank, answeredAt, startedAt, endedAt, reportedAt, isTokenEnded: token?.revokedAt !== null },
    { endedReason, outcome, durationSeconds, costUsd, summary, transcript, structuredData },
    { failureCode, recordingConsent, dialState },
  ]);
}

test("WH-07 all 120 orders of a call's five events, the first one repeated, give one final state", async () => {
  const orders = permutations(life());
  expect(new Set(orders.map((order) => JSON.stringify(order))).size).toBe(120);
  const finals = new Set<string>();
  for (const order of orders) {
    const call = await firm.placeCall();
    const context = { eventId: randomUUID(), callId: call.callId, receivedAt: new Date() };
    await firm.read(async (tx) => {
      for (const message of [...order, ...order.slice(0, 1)]) {
        await vapi.process(tx, JSON.parse(JSON.stringify({ message: about(call, message) })), context);
      }
    });
    finals.add(await finalStateOf(call));
  }
  expect(finals.size).toBe(1);
  const [final = "[]"] = finals;
  expect(Object.assign({}, ...JSON.parse(final))).toMatchObject({
    state: "ended",
    stateRank: 5,
    isTokenEnded: true,
    answeredAt: START.toISOString(),
    startedAt: START.toISOString(),
    endedAt: after(60).toISOString(),
    endedReason: "customer-ended-call",
    outcome: "answered_completed",
    durationSeconds: 60,
    costUsd: "0.142300",
    summary: "The client gave an address.",
    structuredData: { wantsCallback: false },
    transcript: TURNS,
    recordingConsent: { type: "verbal", grantedAt: START.toISOString() },
  });
}, 120_000);

test("WH-07 orders of the five events through door and job give one final state, repeats included", async () => {
  const finals = new Set<string>();
  for (const order of permutations(life()).filter((_, index) => index % 13 === 0)) {
    const call = await firm.placeCall();
    for (const message of order) {
      expect(await send(call, message)).toBe("accepted");
      await firm.work();
    }
    expect(await send(call, order[0] ?? {})).toBe("duplicate");
    finals.add(await finalStateOf(call));
  }
  expect(finals.size).toBe(1);
});

test("WH-07 the state never goes back, and the revision grows only with a change", async () => {
  const call = await firm.placeCall();
  const seen: [string, number][] = [];
  for (const [index, status] of [
    "queued",
    "in-progress",
    "ringing",
    "queued",
    "forwarding",
    "in-progress",
    "ended",
    "ringing",
  ].entries()) {
    await firm.send({ ...about(call, { type: "status-update", status }), timestamp: after(index).getTime() });
    await firm.work();
    const { state, revision } = await rowOf(call);
    seen.push([state, revision]);
  }
  expect(seen).toEqual([
    ["queued", 1],
    ["in-progress", 2],
    ["in-progress", 2],
    ["in-progress", 2],
    ["forwarding", 3],
    ["forwarding", 3],
    ["ended", 4],
    ["ended", 4],
  ]);
});

test("WH-05 the same status again is a duplicate; another status, report or turn of the call is not", async () => {
  const call = await firm.placeCall();
  const statuses = [];
  for (const message of [...life(), ...life()]) statuses.push(await send(call, message));
  expect(statuses).toEqual([...Array(5).fill("accepted"), ...Array(5).fill("duplicate")]);
});

test("AI-08 nothing that leads to a recording, a prompt or a token is kept of a report", async () => {
  const call = await firm.placeCall();
  const message = {
    ...reportFields(TURNS, START, after(60)),
    assistant: { model: { messages: [{ content: "SECRET PROMPT" }] } },
  };
  await send(call, {
    ...message,
    assistantOverrides: { metadata: { callToken: call.token } },
    monitor: { listenUrl: "wss://x" },
  });
  const [event] = await firm.read((tx) => tx.select().from(webhookEvents).where(eq(webhookEvents.callId, call.callId)));
  if (!event?.payloadCiphertext) throw new Error("no payload");
  const sealed = event.payloadCiphertext;
  const kept = await firm.read((tx) => unseal(tx, eventBinding(event.id), sealed));
  expect(kept).toContain("12 Oak Street");
  for (const secret of [call.token, "SECRET PROMPT", "https://", "wss://", "Amz"]) expect(kept).not.toContain(secret);
  const dump = await embedded.asOwner("select * from webhook_events");
  expect(JSON.stringify(dump.rows)).not.toContain("Oak Street");
  await firm.work();
  const stored = JSON.stringify(await rowOf(call));
  for (const secret of ["https://", "SECRET PROMPT"]) expect(stored).not.toContain(secret);
});

test("without a granted consent none is noted", async () => {
  const call = await firm.placeCall();
  await send(call, { ...reportFields(TURNS, START, after(60)), compliance: { recordingConsent: { type: "verbal" } } });
  await firm.work();
  expect((await rowOf(call)).recordingConsent).toBeNull();
});

test("the end of a call ends its token; an end that was noted before stays", async () => {
  const call = await firm.placeCall();
  await send(call, {
    type: "status-update",
    status: "ended",
    endedReason: "voicemail",
    timestamp: after(30).getTime(),
  });
  await firm.work();
  await send(call, { ...reportFields([], START, after(60)), endedReason: "voicemail", timestamp: after(65).getTime() });
  await firm.work();
  const [token] = await firm.read((tx) => tx.select().from(callTokens).where(eq(callTokens.callId, call.callId)));
  expect(token?.revokedAt).toEqual(after(30));
  expect(await rowOf(call)).toMatchObject({ outcome: "voicemail", endedAt: after(60), transcript: [] });
});

test("an ended reason that nobody knows is kept as it is", async () => {
  const call = await firm.placeCall();
  await send(call, { type: "status-update", status: "ended", endedReason: "call.in-progress.error-not-in-any-list" });
  await firm.work();
  expect(await rowOf(call)).toMatchObject({
    outcome: "unknown",
    endedReason: "call.in-progress.error-not-in-any-list",
  });
});

test("the report gives a proposal the words and the second that were not known before", async () => {
  const call = await firm.placeCall();
  const asked = toolCall(
    "save_case_detail",
    { field: "address", value: "12 Oak Street, Phoenix, Arizona 85004" },
    "call_x",
  );
  await firm.send(about(call, { type: "tool-calls", toolCallList: [asked] }));
  const loose = toolCall("save_case_detail", { field: "email", value: "ana@example.test" }, "call_y");
  await firm.send(about(call, { type: "tool-calls", toolCallList: [loose] }));
  const report = reportFields(
    [...TURNS, { role: "client", text: "My mail is ana@example.test", second: 12.3 }],
    START,
    after(60),
  );
  const { messages, ...artifact } = report["artifact"] as { messages: Json[] };
  messages.splice(3, 0, { role: "tool_calls", message: "", toolCalls: [asked], secondsFromStart: 8 });
  await send(call, { ...report, artifact: { ...artifact, messages } });
  await firm.work();
  const rows = await firm.read((tx) =>
    tx.select().from(caseDetailProposals).where(eq(caseDetailProposals.callId, call.callId)),
  );
  const placed = Object.fromEntries(rows.map((row) => [row.field, [row.spokenWords, row.transcriptSecond]]));
  expect(placed).toEqual({
    address: ["It is 12 Oak Street, Phoenix, Arizona 85004.", 4],
    email: ["My mail is ana@example.test", 12],
  });
});

test("CMP-02 a wish to be left alone in the report is acted upon once, at the time when it was spoken", async () => {
  const call = await firm.placeCall();
  const turns: TranscriptTurn[] = [...TURNS, { role: "client", text: "Please stop calling me.", second: 20 }];
  await send(call, reportFields(turns, START, after(60)));
  await firm.work();
  const blocked = await firm.read((tx) => tx.select().from(optoutRegistry).where(eq(optoutRegistry.e164, call.number)));
  expect(blocked).toMatchObject([{ channel: "all", state: "opted_out", effectiveAt: after(20) }]);
  await send(call, {
    type: "transcript",
    transcriptType: "final",
    role: "user",
    transcript: "Stop calling me!",
    timestamp: after(21).getTime(),
  });
  await firm.work();
  const events = await firm.read((tx) => tx.$count(optoutEvents, eq(optoutEvents.sourceCallId, call.callId)));
  expect(events).toBe(1);
});

test("what was said shows before the report, in order, from whatever carries it", async () => {
  const call = await firm.placeCall();
  await send(call, { type: "status-update", status: "in-progress", timestamp: START.getTime() });
  for (const [text, second] of [
    ["Second.", 8],
    ["First.", 3],
  ] as const) {
    await send(call, {
      type: "transcript",
      transcriptType: "final",
      role: "user",
      transcript: text,
      timestamp: after(second).getTime(),
    });
  }
  await send(call, {
    type: "transcript",
    transcriptType: "partial",
    role: "user",
    transcript: "Sec",
    timestamp: after(7).getTime(),
  });
  await firm.work();
  expect((await rowOf(call)).transcript.map(({ text, second }) => [text, second])).toEqual([
    ["First.", 3],
    ["Second.", 8],
  ]);
  const artifact = {
    messages: TURNS.map(({ role, text, second }) => ({
      role: role === "client" ? "user" : "bot",
      message: text,
      secondsFromStart: second,
    })),
  };
  await firm.send(about(call, { type: "tool-calls", toolCallList: [], artifact }));
  expect((await rowOf(call)).transcript).toEqual(TURNS);
});

test("events of no use and of unknown types are stored and ignored", async () => {
  const call = await firm.placeCall();
  for (const type of ["hang", "call.weather-report", "speech-update", "assistant.started"]) {
    expect(await send(call, { type, any: { thing: 1 } })).toBe("ignored");
  }
  expect(await send(call, { type: "status-update", status: "not-found" })).toBe("ignored");
  const events = await firm.read((tx) => listCallEvents(tx, call.callId));
  expect(events.map(({ state }) => state)).toEqual(Array(5).fill("ignored"));
  expect(await rowOf(call)).toMatchObject({ revision: 0 });
});

test("an event about a call that is not the firm's is kept apart and changes nothing", async () => {
  const stranger = { call: { id: randomUUID() }, timestamp: Date.now() };
  const response = await firm.send({ type: "end-of-call-report", ...stranger, endedReason: "customer-ended-call" });
  expect(await response.json()).toEqual({ status: "ignored" });
});

test("WH-06 an event's work and its mark are one: a failed try leaves nothing, is noted, and may be repeated", async () => {
  const call = await firm.placeCall();
  await send(call, { type: "status-update", status: "ringing" });
  const [event] = await firm.read((tx) => tx.select().from(webhookEvents).where(eq(webhookEvents.callId, call.callId)));
  if (!event) throw new Error("no event");
  const run = (retryCount: number) =>
    processWebhookEvent.run({
      id: randomUUID(),
      data: { tenantId: firm.principal.tenantId, payload: { eventId: event.id } },
      retryCount,
      retryLimit: 8,
      signal: new AbortController().signal,
    });
  await embedded.asOwner("alter table call_logs add constraint broken check (state <> 'ringing') not valid");
  expect(await run(0)).toEqual({ status: "failed", code: "internal" });
  const read = () => firm.read((tx) => tx.select().from(webhookEvents).where(eq(webhookEvents.id, event.id)));
  expect(await read()).toMatchObject([{ state: "failed", attempts: 1, failure: "internal", processedAt: null }]);
  expect(await run(8)).toEqual({ status: "failed", code: "internal" });
  expect(await read()).toMatchObject([{ state: "dead" }]);
  await embedded.asOwner("alter table call_logs drop constraint broken");
  expect(await run(0)).toEqual({ status: "completed" });
  expect(await read()).toMatchObject([{ state: "processed", failure: null }]);
  const { revision } = await rowOf(call);
  expect(await run(0)).toEqual({ status: "completed" });
  expect((await rowOf(call)).revision).toBe(revision);
});

test("an endpoint knows when it last brought an event", async () => {
  const call = await firm.placeCall();
  await send(call, { type: "status-update", status: "queued" });
  await firm.work();
  const [endpoint] = await firm.read((tx) => tx.select({ at: webhookEndpoints.lastEventAt }).from(webhookEndpoints));
  expect(Date.now() - (endpoint?.at?.getTime() ?? 0)).toBeLessThan(60_000);
});

test("TEN-09 an unknown event and another firm's are one answer to the job", async () => {
  const other = await openWebhookFirm("foreign");
  const [event] = await firm.read((tx) =>
    tx.select({ id: webhookEvents.id }).from(webhookEvents).orderBy(sql`random()`),
  );
  for (const eventId of [event?.id ?? "", randomUUID()]) {
    const outcome = await processWebhookEvent.run({
      id: randomUUID(),
      data: { tenantId: other.principal.tenantId, payload: { eventId } },
      retryCount: 0,
      retryLimit: 8,
      signal: new AbortController().signal,
    });
    expect(outcome).toEqual({ status: "deadletter", code: "not_found" });
  }
});
