import { seedBusyInbox } from "@/db/seed/seed-busy-inbox";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { countConversations } from "@/lib/domain/conversations/count-conversations";
import { findConversation } from "@/lib/domain/conversations/find-conversation";
import { listConversations } from "@/lib/domain/conversations/list-conversations";
import { listThread } from "@/lib/domain/conversations/list-thread";
import { floodInbox } from "../inbox/inbound-flood";
import type { TestDatabase } from "../support/test-database";
import type { Effort } from "./bench-lists";
import { fillBusyFirm } from "./busy-tables";
import { interleave, millisecondsOf, ratioOf } from "./interleave";

const USER = "user_of_bench";
const PAGE = 50;
/** Enough for full pages. */
const SMALL = 1_000;
const NOTHING_ELSE = { calls: 10, cases: 10, leads: 10, auditEntries: 10 };

type Opening = (tx: TenantTx, conversationId: string) => Promise<unknown>;

const list =
  (filter: Parameters<typeof listConversations>[1]["filter"]): Opening =>
  (tx) =>
    listConversations(tx, { userId: USER, filter, limit: PAGE });

const OPENINGS: Record<string, Opening> = {
  "open, first page": list({ status: "open" }),
  "mine, first page": list({ status: "open", assignee: "me" }),
  "a thread": (tx, conversationId) => listThread(tx, { conversationId, limit: PAGE }),
  "beside a thread": (tx, conversationId) =>
    findConversation(tx, { conversationId, userId: USER, now: new Date(), realNow: new Date() }),
};

/** Filters and searches read as much as they have to until a page is found: measured, not held against the small firm. */
const SEARCHES: Record<string, Opening> = {
  "unread, first page": list({ status: "open", isUnread: true }),
  "with a tag": list({ status: "open", tag: "vip" }),
  "search by a name": list({ query: "Lopez 4" }),
  "search by a number": list({ query: "(602) 000-0123" }),
  "search by words": list({ query: "settlement 123" }),
  counts: (tx) => countConversations(tx, { userId: USER }),
};

/** P13: opening the inbox's views and threads among `conversations` ÷ among 1,000, in the same run. */
export async function measureInbox({ asOwner }: TestDatabase, conversations: number, effort: Effort) {
  const firms = {
    busy: await fill(asOwner, "org_inbox_busy", conversations),
    tiny: await fill(asOwner, "org_inbox_tiny", SMALL),
  };
  const works = Object.entries({ ...OPENINGS, ...SEARCHES }).flatMap(([name, work]) =>
    Object.entries(firms).map(
      ([size, { principal, conversationId }]) =>
        [`${name}-${size}`, () => inTenant(principal, (tx) => work(tx, conversationId))] as const,
    ),
  );
  const timings = await interleave(Object.fromEntries(works), effort);
  const names = Object.keys(OPENINGS);
  const all = [...names, ...Object.keys(SEARCHES)];
  return {
    conversations,
    ratios: Object.fromEntries(names.map((name) => [name, ratioOf(timings, `${name}-busy`, `${name}-tiny`)])),
    milliseconds: Object.fromEntries(all.map((name) => [name, millisecondsOf(timings, `${name}-busy`, 0.5)])),
  };
}

async function fill(
  asOwner: TestDatabase["asOwner"],
  organizationId: string,
  conversations: number,
): Promise<{ principal: Principal; conversationId: string }> {
  const principal = await fillBusyFirm(asOwner, organizationId, { contacts: conversations, ...NOTHING_ELSE });
  await seedBusyInbox(asOwner, { organizationId, conversations, messagesEach: 5, userId: USER });
  const page = await inTenant(principal, (tx) => listConversations(tx, { userId: USER, filter: {}, limit: 1 }));
  return { principal, conversationId: page.rows[0]?.id ?? "" };
}

/** Ten thousand texts of five hundred people, a tenth of them twice, through the door and the jobs. */
export async function measureInbound(messages: number) {
  return floodInbox({ messages, senders: 500, repeats: Math.round(messages / 10), clients: 32 });
}
