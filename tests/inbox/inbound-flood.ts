import { asc, gte } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { messages } from "@/db/schema/messages";
import { inTenant } from "@/db/tenant";
import { listConversations } from "@/lib/domain/conversations/list-conversations";
import { listThread } from "@/lib/domain/conversations/list-thread";
import { drainQueues } from "@/lib/jobs/drain-queues";
import { processWebhookEvent } from "@/lib/jobs/handlers/process-webhook-event";
import { processWebhookEvents } from "@/lib/jobs/handlers/process-webhook-events";
import { openProviderFirm, type ProviderFirm } from "../webhooks/provider-firm";

export type Flood = { messages: number; senders: number; repeats: number; clients: number };

export type FloodReport = {
  sent: number;
  answeredPerSecond: number;
  workedPerSecond: number;
  /** The inbox's first page while the work was under way, in milliseconds. */
  page: { p50: number; p99: number };
  /** What was wrong, in words; empty when nothing was lost, doubled or out of order. */
  problems: string[];
};

const STARTED_AT = Date.parse("2026-11-20T08:00:00Z");

/**
 * Texts of many people through a platform's door, shuffled and with repeats, then worked on as the worker does: every one
 * has to stand in its person's thread once, in the order of its own time. Each thread's and the list's end is compared with
 * what was sent.
 */
export async function floodInbox(flood: Flood): Promise<FloodReport> {
  const firm = await openProviderFirm({ provider: "texting", mode: "standard-webhooks", account: null });
  const texts = Array.from({ length: flood.messages }, (_, index) => textOf(index, flood.senders));
  const repeated = texts.filter((_, index) => index % Math.max(1, Math.round(flood.messages / flood.repeats)) === 0);
  const deliveries = shuffled([...texts, ...repeated]);
  const sendingMs = await timed(() => sendAll(firm, deliveries, flood.clients));
  const pages: number[] = [];
  const workingMs = await timed(() => workThrough(firm, pages));
  const sorted = pages.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return {
    sent: deliveries.length,
    answeredPerSecond: (deliveries.length / sendingMs) * 1_000,
    workedPerSecond: (flood.messages / workingMs) * 1_000,
    page: { p50: at(0.5), p99: at(0.99) },
    problems: await findProblems(firm, texts),
  };
}

type Text = { messageId: string; from: string; text: string; sentAt: string };

function textOf(index: number, senders: number): Text {
  const sender = String(index % senders).padStart(4, "0");
  return {
    messageId: `flood_${index}`,
    from: `+1602444${sender}`,
    text: `Message ${index} about my matter`,
    sentAt: new Date(STARTED_AT + index * 1_000).toISOString(),
  };
}

/** The same order in every run. */
function shuffled<T>(rows: T[]): T[] {
  let seed = 42;
  const placed = rows.map((row) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return { row, place: seed };
  });
  return placed.toSorted((one, other) => one.place - other.place).map(({ row }) => row);
}

async function sendAll(firm: ProviderFirm, deliveries: Text[], clients: number): Promise<void> {
  const waiting = deliveries.values();
  const client = async () => {
    for (const text of waiting) {
      const data = { ...text, to: "+16025550110" };
      const document = { type: "message.received", timestamp: text.sentAt, data };
      let { status } = await firm.sendJson(document);
      // Who sends faster than the door's limit is asked to come back, and does.
      while (status === 429) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        ({ status } = await firm.sendJson(document));
      }
      if (status >= 300) throw new Error(`the door answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}

async function workThrough(firm: ProviderFirm, pages: number[]): Promise<void> {
  let isOver = false;
  const look = async () => {
    while (!isOver) {
      pages.push(await timed(() => firstPage(firm)));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const looking = look();
  const runners = [processWebhookEvent, processWebhookEvents];
  for (;;) {
    const { done, remaining } = await drainQueues(runners, { jobs: 20_000, takingMs: 60_000, graceMs: 5_000 });
    if (remaining === 0 || done === 0) break;
  }
  isOver = true;
  await looking;
}

const firstPage = (firm: ProviderFirm) =>
  inTenant(firm.principal, (tx) =>
    listConversations(tx, { userId: "user_flood", filter: { status: "open" }, limit: 50 }),
  );

async function findProblems(firm: ProviderFirm, texts: Text[]): Promise<string[]> {
  const problems: string[] = [];
  const kept = await firm.read((tx) =>
    tx.select({ body: messages.body }).from(messages).where(gte(messages.stateRank, 0)),
  );
  const bodies = new Set(kept.map(({ body }) => body));
  const lost = texts.filter(({ text }) => !bodies.has(text));
  if (lost.length > 0) problems.push(`${lost.length} lost`);
  if (kept.length !== bodies.size) problems.push(`${kept.length - bodies.size} doubled`);
  const threads = await firm.read((tx) => tx.select().from(conversations).orderBy(asc(conversations.clientAddress)));
  const bySender = Map.groupBy(texts, ({ from }) => from);
  if (threads.length !== bySender.size) problems.push(`${threads.length} conversations of ${bySender.size} people`);
  for (const { id, clientAddress, lastMessageAt, waitingSince } of threads) {
    const said = bySender.get(clientAddress) ?? [];
    const { items } = await firm.read((tx) => listThread(tx, { conversationId: id, limit: said.length + 10 }));
    const shown = items.flatMap((item) => (item.kind === "message" ? [item.body] : []));
    if (shown.join("\n") !== said.map(({ text }) => text).join("\n")) problems.push(`thread of ${clientAddress}`);
    if (lastMessageAt.toISOString() !== said.at(-1)?.sentAt) problems.push(`newest of ${clientAddress}`);
    if (waitingSince?.toISOString() !== said[0]?.sentAt) problems.push(`wait of ${clientAddress}`);
  }
  return problems;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
