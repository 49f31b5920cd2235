import "server-only";
import { z } from "zod";
import { getEnv } from "@/lib/core/env";
import { requestJson } from "@/lib/http/request-json";
import type { MissedEvent, MissedEvents, MissedQuestion } from "@/lib/webhooks/missed-events";
import { missedFailureOf } from "@/lib/webhooks/missed-failure-of";

const PAGE_SIZE = 100;
const MAX_PAGES = 50;

const record = z.looseObject({
  key: z.looseObject({ id: z.string().min(1), remoteJid: z.string().min(1), fromMe: z.boolean().default(false) }),
  MessageUpdate: z.array(z.looseObject({ status: z.string() })).default([]),
  message: z.json(),
});
type Kept = z.output<typeof record>;

const foundMessages = z.object({
  messages: z.object({ pages: z.number().int().min(0), records: z.array(z.unknown()) }),
});

/** The gateway's own columns, which no webhook carries. */
const COLUMNS = new Set(["id", "MessageUpdate", "sessionId", "webhookUrl", "chatwootMessageId"]);

/**
 * Messages of an instance between two instants, as the gateway's database has them: `POST /chat/findMessages/{instance}` with
 * the instance's own token (providers-crm B.1, B.2). Newest first; the time window counts only with both ends. Each is
 * written as the events that would have told it, so that a delivery that comes after all has the same identity.
 */
export async function findMissedEvents(question: MissedQuestion): Promise<MissedEvents> {
  const { account, from, to } = question;
  const base = getEnv().EVOLUTION_BASE_URL;
  if (base === undefined) return { kind: "failed", failure: "no_address" };
  if (account === null) return { kind: "failed", failure: "no_account" };
  const url = new URL(`chat/findMessages/${encodeURIComponent(account)}`, base.endsWith("/") ? base : `${base}/`);
  const where = { messageTimestamp: { gte: from.toISOString(), lte: to.toISOString() } };
  const found: MissedEvent[][] = [];
  // Told from the oldest on, as they would have been.
  const told = (isComplete: boolean): MissedEvents => ({
    kind: "found",
    events: found.toReversed().flat(),
    isComplete,
  });
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = await requestJson(url, {
      method: "POST",
      headers: { apikey: question.apiKey },
      body: { where, page, offset: PAGE_SIZE },
      signal: question.signal,
    });
    if (answer.kind !== "ok") return { kind: "failed", failure: missedFailureOf(answer) };
    const listed = foundMessages.safeParse(answer.json);
    if (!listed.success) return { kind: "failed", failure: "unexpected" };
    const { pages, records } = listed.data.messages;
    // One that cannot be read is not a reason to lose the others.
    for (const each of records) found.push(eventsOf(account, record.safeParse(each).data));
    if (page >= pages) return told(true);
  }
  return told(false);
}

function eventsOf(instance: string, kept: Kept | undefined): MissedEvent[] {
  if (!kept) return [];
  const { id, remoteJid, fromMe } = kept.key;
  const write = (event: string, data: Record<string, unknown>): MissedEvent => ({
    key: `${instance}:${event}:${id}:${String(data["status"] ?? "")}`,
    body: { event, instance, data: z.json().parse(data) },
    tells: event === "messages.upsert" ? { kind: "message", id } : null,
  });
  const told = Object.fromEntries(Object.entries(kept).filter(([column]) => !COLUMNS.has(column)));
  const updates = kept.MessageUpdate.map(({ status }) => {
    if (status === "DELETED") return write("messages.delete", { id, remoteJid, fromMe, status });
    if (status === "EDITED") return write("messages.edited", { key: kept.key, editedMessage: kept.message });
    return write("messages.update", { keyId: id, remoteJid, fromMe, status });
  });
  return [write("messages.upsert", told), ...updates];
}
