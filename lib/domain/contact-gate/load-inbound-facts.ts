import "server-only";
import { and, desc, eq, gte, inArray, or, sql } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { cases } from "@/db/schema/cases";
import { leadMetadata } from "@/db/schema/lead-metadata";
import { leads } from "@/db/schema/leads";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { contactNow } from "@/lib/core/contact-clock";
import type { ContactKind, GateFacts, InboundFact, InboundFacts } from "@/lib/domain/compliance/gate-facts";

type Subject = { contactId: string | null; e164: string; kind: ContactKind };

/**
 * What the person did first: wrote, on which channel and to which line (by any of its names), or called. Instants on the
 * contact clock.
 */
export async function loadInboundFacts(
  tx: TenantTx,
  subject: Subject,
  lineNames: readonly string[],
): Promise<InboundFacts> {
  const byLine = await tx
    .selectDistinctOn([messages.channel, messages.line], {
      id: messages.id,
      channel: messages.channel,
      line: messages.line,
      sentAt: messages.sentAt,
    })
    .from(messages)
    .where(and(eq(messages.clientAddress, subject.e164), isTheirs))
    .orderBy(messages.channel, messages.line, desc(messages.sentAt), desc(messages.id));
  const elsewhere = subject.contactId === null ? [] : await newestOfContact(tx, subject.contactId);
  const onChannel = byLine.filter(({ channel }) => channel === subject.kind);
  return {
    message: newest([...byLine, ...elsewhere]),
    onChannel: newest(onChannel),
    onLine: newest(onChannel.filter(({ line }) => line !== null && lineNames.includes(line))),
    call: await newestCall(tx, subject.e164),
  };
}

/** A negative rank is a place kept for a message that nobody has told of yet. */
const isTheirs = and(eq(messages.direction, "inbound"), gte(messages.stateRank, 0));

/** Somebody who wrote from another number of theirs may be answered at this one. */
async function newestOfContact(tx: TenantTx, contactId: string) {
  return tx
    .select({ id: messages.id, sentAt: messages.sentAt })
    .from(messages)
    .where(and(eq(messages.contactId, contactId), isTheirs))
    .orderBy(desc(messages.sentAt))
    .limit(1);
}

function newest(rows: readonly { id: string; sentAt: Date }[]): InboundFact | null {
  const row = rows.toSorted((one, other) => other.sentAt.getTime() - one.sentAt.getTime())[0];
  return row ? { id: row.id, at: contactNow(row.sentAt) } : null;
}

async function newestCall(tx: TenantTx, e164: string): Promise<InboundFact | null> {
  const [call] = await tx
    .select({ id: callLogs.id, startedAt: callLogs.startedAt, createdAt: callLogs.createdAt })
    .from(callLogs)
    .where(and(eq(callLogs.clientNumber, e164), eq(callLogs.direction, "inbound")))
    .orderBy(desc(sql`coalesce(${callLogs.startedAt}, ${callLogs.createdAt})`))
    .limit(1);
  return call ? { id: call.id, at: contactNow(call.startedAt ?? call.createdAt) } : null;
}

/** A client of a case; or somebody who called, wrote or filled in a form; or neither. */
export async function loadRelationship(
  tx: TenantTx,
  subject: Subject,
  inbound: InboundFacts,
): Promise<GateFacts["relationship"]> {
  if (subject.contactId !== null) {
    const own = eq(cases.clientContactId, subject.contactId);
    const [ownCase] = await tx.select({ id: cases.id }).from(cases).where(own).limit(1);
    if (ownCase) return "client";
  }
  if (inbound.message !== null || inbound.call !== null) return "initiated_contact";
  const byWhatsappId = tx
    .select({ leadId: leadMetadata.leadId })
    .from(leadMetadata)
    .where(and(eq(leadMetadata.key, "whatsapp_id"), eq(leadMetadata.value, subject.e164)));
  const [ownLead] = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(
      and(
        or(
          subject.contactId === null ? undefined : eq(leads.contactId, subject.contactId),
          eq(leads.phone, subject.e164),
          subject.e164.includes("@") ? inArray(leads.id, byWhatsappId) : undefined,
        ),
        inArray(leads.source, ["inbound_call", "inbound_message", "web_form"]),
      ),
    )
    .limit(1);
  return ownLead ? "initiated_contact" : "none";
}
