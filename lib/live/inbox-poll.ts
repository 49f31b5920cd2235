import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { inTenant, rowsOf, type TenantTx } from "@/db/tenant";
import { log } from "@/lib/core/log";
import type { TenantId } from "@/lib/core/principal";
import { listChanged } from "@/lib/domain/conversations/list-changed";
import { listPresence, type PresentPerson } from "@/lib/domain/conversations/list-presence";
import { listStandings } from "@/lib/domain/memberships/list-standings";

const POLL_MS = 1_000;

export type InboxNews =
  | { kind: "conversations"; changed: { id: string; revision: number }[] }
  | { kind: "presence"; conversationId: string; people: PresentPerson[] }
  /** The person's standing in the firm changed: access is to be checked anew. */
  | { kind: "end" };

export type Listener = {
  userId: string;
  conversationId: string | null;
  tell: (news: InboxNews) => void;
};

type Watched = Listener & { standing?: string; presence?: string };

type Poll = {
  tenantId: TenantId;
  listeners: Set<Watched>;
  /** By the database's clock; null before the first look. */
  since: string | null;
  /** The last revision that was told, so that what is looked at twice is told once. */
  told: Map<string, number>;
};

const slot = globalThis as typeof globalThis & { docketlineInboxPolls?: Map<TenantId, Poll> };

/**
 * Tells `listener` what changes in a firm's inbox until the returned function is called. All listeners of a firm in this
 * process share one look at the database a second; nobody listening, nobody looks.
 */
export function listenToInbox(tenantId: TenantId, listener: Listener): () => void {
  slot.docketlineInboxPolls ??= new Map();
  const polls = slot.docketlineInboxPolls;
  let poll = polls.get(tenantId);
  if (!poll) {
    poll = { tenantId, listeners: new Set(), since: null, told: new Map() };
    polls.set(tenantId, poll);
    void run(poll, polls);
  }
  const own: Watched = { ...listener };
  poll.listeners.add(own);
  const { listeners } = poll;
  return () => void listeners.delete(own);
}

async function run(poll: Poll, polls: Map<TenantId, Poll>): Promise<void> {
  for (;;) {
    try {
      await look(poll);
    } catch (error) {
      const errorName = error instanceof Error ? error.name : "unknown";
      log("warn", "the inbox was not looked at", { tenantId: poll.tenantId, errorName });
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    if (poll.listeners.size > 0) continue;
    polls.delete(poll.tenantId);
    return;
  }
}

async function look(poll: Poll): Promise<void> {
  const listeners = [...poll.listeners];
  const userIds = [...new Set(listeners.map(({ userId }) => userId))];
  // What is told is cut to what each person may know of; so the look itself goes past the walls.
  const watcher = { type: "system", name: "inbox-watch" } as const;
  const who = { tenantId: poll.tenantId, actor: watcher, requestId: randomUUID() };
  const found = await inTenant(who, async (tx) => {
    const since = poll.since ?? (await databaseTime(tx));
    const opened = [...new Set(listeners.flatMap(({ conversationId }) => conversationId ?? []))];
    return {
      since,
      changed: await listChanged(tx, { since, userIds }),
      standings: await listStandings(tx, userIds),
      present: await listPresence(tx, { conversationIds: opened, now: new Date() }),
    };
  });
  poll.since = found.changed[0]?.at ?? found.since;
  const news = found.changed.filter(({ id, revision }) => poll.told.get(id) !== revision);
  poll.told = new Map(found.changed.map(({ id, revision }) => [id, revision]));
  for (const listener of listeners) {
    // Whoever comes new hears of the last moments too: their page was read before they listened.
    tellChanges(listener, listener.standing === undefined ? found.changed : news);
    tellPresence(listener, found.present);
    tellStanding(listener, found.standings);
  }
}

async function databaseTime(tx: TenantTx): Promise<string> {
  const [row] = await rowsOf<{ now: string }>(tx, sql`select clock_timestamp()::text as now`);
  return row?.now ?? new Date().toISOString();
}

type Changed = Awaited<ReturnType<typeof listChanged>>;

function tellChanges(listener: Watched, news: Changed): void {
  const changed = news
    .filter(({ hidden_from }) => !hidden_from.includes(listener.userId))
    .map(({ id, revision }) => ({ id, revision }));
  if (changed.length > 0) listener.tell({ kind: "conversations", changed });
}

function tellStanding(listener: Watched, standings: ReadonlyMap<string, string>): void {
  const standing = standings.get(listener.userId) ?? "unknown";
  if (listener.standing !== undefined && listener.standing !== standing) listener.tell({ kind: "end" });
  listener.standing = standing;
}

type Present = Awaited<ReturnType<typeof listPresence>>;

function tellPresence(listener: Watched, present: Present): void {
  const { conversationId, userId } = listener;
  if (conversationId === null) return;
  const people = present
    .filter((person) => person.conversationId === conversationId && person.userId !== userId)
    .map(({ conversationId: _, ...person }): PresentPerson => person);
  const state = JSON.stringify(people);
  if (state === (listener.presence ?? "[]")) return;
  listener.presence = state;
  listener.tell({ kind: "presence", conversationId, people });
}
