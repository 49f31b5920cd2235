import "server-only";
import { and, desc, eq, gte, inArray, sql } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { contactNow } from "@/lib/core/contact-clock";
import type { ContactKind, GateFacts } from "@/lib/domain/compliance/gate-facts";

export type InboundOf = GateFacts["inbound"];

type Wanted = {
  people: readonly { contactId: string; e164: string }[];
  numbers: string[];
  kind: ContactKind;
  lineNames: readonly string[];
};

type Newest = { id: string; at: Date };

/** What each of many people did first, as loadInboundFacts reads it for one. */
export async function loadAudienceInbound(
  tx: TenantTx,
  { people, numbers, kind, lineNames }: Wanted,
): Promise<(person: { contactId: string; e164: string }) => InboundOf> {
  const isTheirs = and(eq(messages.direction, "inbound"), gte(messages.stateRank, 0));
  const byLine = await tx
    .selectDistinctOn([messages.clientAddress, messages.channel, messages.line], {
      id: messages.id,
      number: messages.clientAddress,
      channel: messages.channel,
      line: messages.line,
      at: messages.sentAt,
    })
    .from(messages)
    .where(and(inArray(messages.clientAddress, numbers), isTheirs))
    .orderBy(messages.clientAddress, messages.channel, messages.line, desc(messages.sentAt), desc(messages.id));
  const contactIds = people.map(({ contactId }) => contactId);
  const byContact = await tx
    .selectDistinctOn([messages.contactId], { id: messages.id, contactId: messages.contactId, at: messages.sentAt })
    .from(messages)
    .where(and(inArray(messages.contactId, contactIds), isTheirs))
    .orderBy(messages.contactId, desc(messages.sentAt));
  const startedAt = sql`coalesce(${callLogs.startedAt}, ${callLogs.createdAt})`;
  const calls = await tx
    .selectDistinctOn([callLogs.clientNumber], {
      id: callLogs.id,
      number: callLogs.clientNumber,
      startedAt: callLogs.startedAt,
      createdAt: callLogs.createdAt,
    })
    .from(callLogs)
    .where(and(inArray(callLogs.clientNumber, numbers), eq(callLogs.direction, "inbound")))
    .orderBy(callLogs.clientNumber, desc(startedAt));
  const lines = Map.groupBy(byLine, ({ number }) => number);
  const elsewhere = Map.groupBy(byContact, ({ contactId }) => contactId);
  const callOf = new Map(calls.map((call) => [call.number, { id: call.id, at: call.startedAt ?? call.createdAt }]));
  return ({ contactId, e164 }) => {
    const all = lines.get(e164) ?? [];
    const onChannel = all.filter(({ channel }) => channel === kind);
    const call = callOf.get(e164);
    return {
      message: newest([...all, ...(elsewhere.get(contactId) ?? [])]),
      onChannel: newest(onChannel),
      onLine: newest(onChannel.filter(({ line }) => line !== null && lineNames.includes(line))),
      call: call ? newest([call]) : null,
    };
  };
}

function newest(rows: readonly Newest[]): Newest | null {
  const row = rows.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0];
  return row ? { id: row.id, at: contactNow(row.at) } : null;
}
