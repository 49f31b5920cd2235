import { afterAll, beforeAll, expect, test } from "vitest";
import { listFilterOf, loadInboxSearch } from "@/app/desk/inbox/inbox-search";
import { seedBusyInbox } from "@/db/seed/seed-busy-inbox";
import { inTenant, type TenantTx } from "@/db/tenant";
import { encodeCursor } from "@/lib/core/cursor";
import type { Principal } from "@/lib/core/principal";
import { countConversations, countMatching } from "@/lib/domain/conversations/count-conversations";
import { findConversation } from "@/lib/domain/conversations/find-conversation";
import { listChanged } from "@/lib/domain/conversations/list-changed";
import { listConversations } from "@/lib/domain/conversations/list-conversations";
import { listThread } from "@/lib/domain/conversations/list-thread";
import { listViews } from "@/lib/domain/conversations/list-views";
import { saveView } from "@/lib/domain/conversations/save-view";
import { listWaitingConversations } from "@/lib/domain/home/list-waiting-conversations";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "../support/test-database";
import { fillBusyFirm } from "./busy-tables";
import { openWatchedDatabase, type PlanNode, type WatchedDatabase } from "./watched-database";

const hasPostgres = await postgresAnswers();

const PAGE = 50;
const WINDOW = 40;
const CONVERSATIONS = 50_000;
const SIZE = { contacts: CONVERSATIONS, calls: 100, cases: 100, leads: 500, auditEntries: 10 };
const LARGE = new Set([
  "conversations",
  "messages",
  "message_sends",
  "message_mappings",
  "conversation_members",
  "contacts",
  "contact_phones",
]);
const SOME_ID = "00000000-0000-4000-8000-000000000000";
const USER = "user_of_nobody";
/** Nobody has given this person anything, and they have never opened a conversation. */
const NEWCOMER = "user_newcomer";

/** What a page may read of any one table, and the blocks that a page or a count may touch, however many conversations there are. */
const MOST_ROWS = 12 * PAGE;
const MOST_BLOCKS = 2_000;
/** A filter or a search reads on until it has found a page, or until the firm's end. */
const MOST_SEARCHED_BLOCKS = 12_000;

let database: TestDatabase;
let watched: WatchedDatabase;
let busy: Principal;
let small: Principal;
let conversationId: string;

beforeAll(async () => {
  if (!hasPostgres) return;
  database = await createTestDatabase("pg");
  for (const name of ["one", "two", "three"]) small = await fill(`org_inbox_${name}`, 500);
  busy = await fill("org_inbox_busy", CONVERSATIONS);
  const page = await inTenant(busy, (tx) => listConversations(tx, { userId: USER, filter: {}, limit: 1 }));
  conversationId = page.rows[0]?.id ?? "";
  await lengthen(conversationId);
  await writeHere(busy.tenantId);
  await inTenant(busy, (tx) => saveView(tx, { userId: USER, name: "VIP", isShared: false, query: VIP_OF_MINE }));
  watched = openWatchedDatabase(database.appUrl ?? "", database.database);
}, 120_000);
afterAll(async () => {
  if (!hasPostgres) return;
  await watched.close();
  await database.drop();
});

async function fill(organizationId: string, conversations: number): Promise<Principal> {
  const size = { ...SIZE, contacts: Math.min(SIZE.contacts, conversations) };
  const principal = await fillBusyFirm(database.asOwner, organizationId, size);
  await seedBusyInbox(database.asOwner, { organizationId, conversations, messagesEach: 3, userId: USER });
  return principal;
}

/** What the firm wrote was written here: of every two thousandth message the answer was lost. */
async function writeHere(tenantId: string): Promise<void> {
  await database.asOwner(`begin;
    set local session_replication_role = replica;
    insert into message_sends (tenant_id, message_id, line_id, origin, purpose, state, idempotency_key, scheduled_for, segments)
      select m.tenant_id, m.id, gen_random_uuid(), 'person', 'general',
        case when row_number() over (order by m.id) % 2000 = 0 then 'unknown' else 'accepted' end, gen_random_uuid(), m.sent_at, 1
      from messages m where m.tenant_id = '${tenantId}' and m.direction = 'outbound';
    commit; analyze message_sends;`);
}

/** A person with whom the firm has written for years: 5,000 messages, and 1,000 notes and events. */
async function lengthen(id: string): Promise<void> {
  await database.asOwner(`begin;
    set local session_replication_role = replica;
    insert into messages (tenant_id, channel, direction, contact_id, conversation_id, client_address, line, body, state,
        state_rank, sent_at, received_at)
      select m.tenant_id, m.channel, m.direction, m.contact_id, m.conversation_id, m.client_address, m.line, 'Year by year ' || g,
        m.state, m.state_rank, m.sent_at - g * interval '1 hour', m.received_at - g * interval '1 hour'
      from generate_series(1, 5000) g, (select * from messages where conversation_id = '${id}' limit 1) m;
    insert into conversation_notes (tenant_id, conversation_id, author_user_id, body, created_at)
      select '${busy.tenantId}', '${id}', '${USER}', 'Note ' || g, now() - g * interval '1 day' from generate_series(1, 1000) g;
    insert into conversation_events (tenant_id, conversation_id, kind, actor_user_id, detail, created_at)
      select '${busy.tenantId}', '${id}', 'resolved', '${USER}', '{}', now() - g * interval '1 day' from generate_series(1, 1000) g;
    commit`);
  await database.asOwner("analyze messages, conversation_notes, conversation_events");
}

type Opening = (tx: TenantTx) => Promise<unknown>;

const search = (address: string) => listFilterOf(loadInboxSearch(new URLSearchParams(address)));
/** A page of the list as an address of the screen asks for it. */
const list =
  (address: string, { daysBack, userId = USER }: { daysBack?: number; userId?: string } = {}): Opening =>
  (tx) =>
    listConversations(tx, {
      ...{ userId, filter: search(address), limit: PAGE },
      cursor: daysBack === undefined ? null : place(daysBack),
    });
const place = (daysBack: number) =>
  encodeCursor({ value: new Date(Date.now() - daysBack * 86_400_000).toISOString(), id: SOME_ID });
const thread =
  (window: { before?: string; after?: string; from?: Date }): Opening =>
  (tx) =>
    listThread(tx, { conversationId, limit: WINDOW, ...window });

const VIP_OF_MINE = { view: "mine", channel: "whatsapp" };

/** Pages and counts that are read straight from an index in their order. */
const PAGES: Record<string, Opening> = {
  open: list(""),
  "open, next page": list("", { daysBack: 1 }),
  "open, far down": list("", { daysBack: 60 }),
  "all of them": list("view=all"),
  "all of them, far down": list("view=all", { daysBack: 60 }),
  mine: list("view=mine"),
  "mine, next page": list("view=mine", { daysBack: 30 }),
  "mine, of who has nothing": list("view=mine", { userId: NEWCOMER }),
  unassigned: list("view=unassigned"),
  "unassigned, next page": list("view=unassigned", { daysBack: 30 }),
  snoozed: list("view=snoozed"),
  "snoozed, next page": list("view=snoozed", { daysBack: 30 }),
  resolved: list("view=resolved"),
  "resolved, next page": list("view=resolved", { daysBack: 30 }),
  "the longest waits": list("view=waiting"),
  "the longest waits, next page": list("view=waiting", { daysBack: 60 }),
  "those where I was named": list("view=mentioned"),
  "those with a lost answer": list("view=unknown"),
  "a saved view": list(new URLSearchParams(VIP_OF_MINE).toString()),
  "saved views with their counts": (tx) =>
    listViews(tx, { userId: USER, filterOf: (query) => search(new URLSearchParams(query).toString()) }),
  "the number of open ones": (tx) => countMatching(tx, USER, { status: "open" }),
  "the number of those with a lost answer": (tx) => countMatching(tx, USER, { isUnknown: true }),
  "the number of mine": (tx) => countMatching(tx, USER, { status: "open", assignee: "me" }),
  "the badge of those who wait": (tx) => countMatching(tx, USER, { sort: "waiting", status: "open" }),
  "a long thread": thread({}),
  "a long thread, older ones": thread({ before: place(40) }),
  "a long thread, newer ones": thread({ after: place(40) }),
  "a long thread, from a day on": thread({ from: new Date(Date.now() - 90 * 86_400_000) }),
  "a conversation": (tx) =>
    findConversation(tx, { conversationId, userId: USER, now: new Date(), realNow: new Date() }),
  "what changed": (tx) => listChanged(tx, { since: new Date().toISOString(), userIds: [USER] }),
  "waiting people on Home": (tx) => listWaitingConversations(tx),
};

/** Filters and searches, which may read much of the firm's own, and nothing of another's. */
const SEARCHES: Record<string, Opening> = {
  "by a name": list("q=lopez 123"),
  "by a name that thousands have": list("view=all&q=lop"),
  "by the first letter of a name": list("view=all&q=a"),
  "by a number": list("view=all&q=(602) 000-0123"),
  "by the end of a number": list("view=all&q=0123"),
  "by the beginning of every number": list("view=all&q=6020"),
  "by words of messages": list("view=all&q=settlem matter"),
  "by a word of most messages": list("view=all&q=message"),
  "by words that nobody said": list("view=all&q=zzzz"),
  "unread ones": list("view=unread"),
  "unread ones, of who has read nothing": list("view=unread", { userId: NEWCOMER }),
  "with a tag": list("tag=vip"),
  "with a tag that nobody has": list("view=all&tag=nobody"),
  "over a channel": list("channel=whatsapp"),
  counts: (tx) => countConversations(tx, { userId: USER }),
};

type Plans = { nodes: PlanNode[]; blocks: number };

async function plansOf(work: Opening, avoidsSeqScan: boolean): Promise<Plans> {
  const sent = await watched.watch(() => inTenant(busy, work));
  const plans = await Promise.all(sent.map((statement) => watched.explain(busy, statement, { avoidsSeqScan })));
  const blocks = plans.map(([top]) => (top ? top["Shared Hit Blocks"] + top["Shared Read Blocks"] : 0));
  return {
    nodes: plans.flat().filter((node) => LARGE.has(node["Relation Name"] ?? "") && node["Actual Loops"] > 0),
    blocks: blocks.reduce((sum, each) => sum + each, 0),
  };
}

function strayScans(nodes: PlanNode[]): string[] {
  return nodes
    .filter((node) => node["Node Type"] === "Seq Scan" || (node["Index Cond"] && !/tenant_id/.test(node["Index Cond"])))
    .map((node) => `${node["Node Type"]} on ${node["Relation Name"]}`);
}

test.runIf(hasPostgres).each(Object.entries(PAGES))(
  "a view of the inbox reads its rows from an index, however many there are: %s",
  async (_, work) => {
    const { nodes, blocks } = await plansOf(work, false);
    expect(strayScans(nodes)).toEqual([]);
    const read = (node: PlanNode) =>
      (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
    const greedy = nodes.filter((node) => read(node) > MOST_ROWS);
    expect(greedy.map((node) => `${node["Node Type"]} on ${node["Relation Name"]}: ${read(node)} rows`)).toEqual([]);
    expect(blocks).toBeGreaterThan(0);
    expect(blocks).toBeLessThan(MOST_BLOCKS);
  },
);

test.runIf(hasPostgres).each(Object.entries(SEARCHES))(
  "a search of the inbox touches a bounded part of the database, and can do so by the firm's own part of an index: %s",
  async (_, work) => {
    const { blocks } = await plansOf(work, false);
    expect(blocks).toBeLessThan(MOST_SEARCHED_BLOCKS);
    const { nodes } = await plansOf(work, true);
    expect(nodes.length).toBeGreaterThan(0);
    expect(strayScans(nodes)).toEqual([]);
  },
);

test.runIf(hasPostgres)("pages that follow each other bring every conversation once, in order", async () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listConversations>> = await inTenant(small, (tx) =>
      listConversations(tx, { userId: USER, filter: {}, cursor, limit: PAGE }),
    );
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(500);
  expect(new Set(seen).size).toBe(500);
});
