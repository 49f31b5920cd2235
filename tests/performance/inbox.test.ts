import { afterAll, beforeAll, expect, test } from "vitest";
import { seedBusyInbox } from "@/db/seed/seed-busy-inbox";
import { inTenant, type TenantTx } from "@/db/tenant";
import { encodeCursor } from "@/lib/core/cursor";
import type { Principal } from "@/lib/core/principal";
import type { ConversationFilter } from "@/lib/domain/conversations/conversation-filter";
import { countConversations } from "@/lib/domain/conversations/count-conversations";
import { findConversation } from "@/lib/domain/conversations/find-conversation";
import { listChanged } from "@/lib/domain/conversations/list-changed";
import { listConversations } from "@/lib/domain/conversations/list-conversations";
import { listThread } from "@/lib/domain/conversations/list-thread";
import { listWaitingConversations } from "@/lib/domain/home/list-waiting-conversations";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "../support/test-database";
import { fillBusyFirm } from "./busy-tables";
import { openWatchedDatabase, type PlanNode, type WatchedDatabase } from "./watched-database";

const hasPostgres = await postgresAnswers();

const PAGE = 50;
const CONVERSATIONS = 4_000;
const SIZE = { contacts: 4_000, calls: 100, cases: 100, leads: 500, auditEntries: 10 };
const LARGE = new Set([
  "conversations",
  "messages",
  "message_mappings",
  "conversation_members",
  "contacts",
  "contact_phones",
]);
const SOME_ID = "00000000-0000-4000-8000-000000000000";
const USER = "user_of_nobody";

let database: TestDatabase;
let watched: WatchedDatabase;
let busy: Principal;
let conversationId: string;

beforeAll(async () => {
  if (!hasPostgres) return;
  database = await createTestDatabase("pg");
  for (const name of ["one", "two", "three"]) await fill(`org_inbox_${name}`, 500);
  busy = await fill("org_inbox_busy", CONVERSATIONS);
  watched = openWatchedDatabase(database.appUrl ?? "", database.database);
  const page = await inTenant(busy, (tx) => listConversations(tx, { userId: USER, filter: {}, limit: 1 }));
  conversationId = page.rows[0]?.id ?? "";
}, 120_000);
afterAll(async () => {
  if (!hasPostgres) return;
  await watched.close();
  await database.drop();
});

async function fill(organizationId: string, conversations: number): Promise<Principal> {
  const size = { ...SIZE, contacts: Math.min(SIZE.contacts, conversations) };
  const principal = await fillBusyFirm(database.asOwner, organizationId, size);
  await seedBusyInbox(database.asOwner, { organizationId, conversations, messagesEach: 5, userId: USER });
  return principal;
}

type Opening = (tx: TenantTx) => Promise<unknown>;

const list =
  (filter: ConversationFilter, cursor?: string): Opening =>
  (tx) =>
    listConversations(tx, { userId: USER, filter, cursor, limit: PAGE });
const yesterday = () => encodeCursor({ value: new Date(Date.now() - 86_400_000).toISOString(), id: SOME_ID });

/** Pages that are read straight from an index in their order. */
const PAGES: Record<string, Opening> = {
  "open, first page": list({ status: "open" }),
  "open, next page": list({ status: "open" }, yesterday()),
  "all of them": list({}),
  mine: list({ status: "open", assignee: "me" }),
  unassigned: list({ status: "open", assignee: "none" }),
  snoozed: list({ status: "snoozed" }),
  "the longest waits": list({ status: "open", sort: "waiting" }),
  "a thread": (tx) => listThread(tx, { conversationId, limit: PAGE }),
  "a conversation": (tx) =>
    findConversation(tx, { conversationId, userId: USER, now: new Date(), realNow: new Date() }),
  "what changed": (tx) => listChanged(tx, { since: new Date().toISOString(), userIds: [USER] }),
  "waiting people on Home": (tx) => listWaitingConversations(tx),
};

/** Searches and counts, which may read much of the firm's own, and nothing of another's. */
const SEARCHES: Record<string, Opening> = {
  "by a name": list({ query: "lop" }),
  "by a number": list({ query: "(602) 000-0123" }),
  "by the end of a number": list({ query: "0123" }),
  "by words of messages": list({ query: "settlem matter" }),
  "by words that nobody said": list({ query: "zzzz" }),
  "unread ones": list({ status: "open", isUnread: true }),
  "with a tag": list({ status: "open", tag: "vip" }),
  "over a channel": list({ status: "open", channel: "whatsapp" }),
  counts: (tx) => countConversations(tx, { userId: USER }),
};

async function plansOf(work: Opening, avoidsSeqScan: boolean): Promise<PlanNode[]> {
  const sent = await watched.watch(() => inTenant(busy, work));
  const plans = await Promise.all(sent.map((statement) => watched.explain(busy, statement, { avoidsSeqScan })));
  return plans.flat().filter((node) => LARGE.has(node["Relation Name"] ?? "") && node["Actual Loops"] > 0);
}

function strayScans(nodes: PlanNode[]): string[] {
  return nodes
    .filter((node) => node["Node Type"] === "Seq Scan" || (node["Index Cond"] && !/tenant_id/.test(node["Index Cond"])))
    .map((node) => `${node["Node Type"]} on ${node["Relation Name"]}`);
}

test.runIf(hasPostgres).each(Object.entries(PAGES))(
  "a view of the inbox reads its rows from an index, however many there are: %s",
  async (_, work) => {
    const nodes = await plansOf(work, false);
    expect(nodes.length).toBeGreaterThan(0);
    expect(strayScans(nodes)).toEqual([]);
    const read = (node: PlanNode) =>
      (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
    const greedy = nodes.filter((node) => read(node) > 12 * PAGE);
    expect(greedy.map((node) => `${node["Node Type"]} on ${node["Relation Name"]}: ${read(node)} rows`)).toEqual([]);
  },
);

test.runIf(hasPostgres).each(Object.entries(SEARCHES))(
  "a search of the inbox can be answered from the firm's own part of an index: %s",
  async (_, work) => {
    const nodes = await plansOf(work, true);
    expect(nodes.length).toBeGreaterThan(0);
    expect(strayScans(nodes)).toEqual([]);
  },
);

test.runIf(hasPostgres)("pages that follow each other bring every conversation once, in order", async () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listConversations>> = await inTenant(busy, (tx) =>
      listConversations(tx, { userId: USER, filter: {}, cursor, limit: 500 }),
    );
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(CONVERSATIONS);
  expect(new Set(seen).size).toBe(CONVERSATIONS);
});
