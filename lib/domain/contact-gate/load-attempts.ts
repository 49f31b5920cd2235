import "server-only";
import { and, eq, gte, inArray, ne, or } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { contactNow, realTimeOf } from "@/lib/core/contact-clock";
import { DEFAULT_FREQUENCY } from "@/lib/domain/compliance/federal-policy";
import type { AttemptFact, SendOrigin } from "@/lib/domain/compliance/gate-facts";

type Subject = { e164: string; callId?: string | undefined; messageId?: string | undefined };

/** A person's own messages are no automated contacts; the answers to STOP and HELP were asked for. */
const COUNTED_ORIGINS: SendOrigin[] = ["api", "automation", "ai", "broadcast", "text_back"];

/** Automated contacts of the firm with an address around `at` (on the contact clock): calls and messages together. */
export async function loadAttempts(tx: TenantTx, subject: Subject, at: Date): Promise<AttemptFact[]> {
  const since = new Date(at.getTime() - DEFAULT_FREQUENCY.windowHours * 3_600_000);
  return [...(await loadCalls(tx, subject, since)), ...(await loadMessages(tx, subject, since))];
}

/** Dialled, possibly dialled, or reserved. A call that the provider refused, or that the gate blocked, never rang. */
async function loadCalls(tx: TenantTx, subject: Subject, since: Date): Promise<AttemptFact[]> {
  const reserved = and(
    eq(callLogs.state, "scheduled"),
    eq(callLogs.dialState, "waiting"),
    gte(callLogs.scheduledFor, since),
  );
  const dialled = and(
    gte(callLogs.dialAttemptedAt, realTimeOf(since)),
    inArray(callLogs.dialState, ["dialling", "placed", "unknown"]),
  );
  const rows = await tx
    .select({ id: callLogs.id, dialAttemptedAt: callLogs.dialAttemptedAt, scheduledFor: callLogs.scheduledFor })
    .from(callLogs)
    .where(
      and(
        eq(callLogs.clientNumber, subject.e164),
        eq(callLogs.direction, "outbound"),
        or(reserved, dialled),
        subject.callId === undefined ? undefined : ne(callLogs.id, subject.callId),
      ),
    );
  return rows.map((row) => ({
    id: row.id,
    at: row.dialAttemptedAt ? contactNow(row.dialAttemptedAt) : row.scheduledFor,
  }));
}

async function loadMessages(tx: TenantTx, subject: Subject, since: Date): Promise<AttemptFact[]> {
  const reserved = and(eq(messageSends.state, "waiting"), gte(messageSends.scheduledFor, since));
  const handedOver = and(
    gte(messageSends.attemptedAt, realTimeOf(since)),
    inArray(messageSends.state, ["sending", "accepted", "unknown"]),
  );
  const rows = await tx
    .select({
      id: messageSends.messageId,
      state: messageSends.state,
      attemptedAt: messageSends.attemptedAt,
      scheduledFor: messageSends.scheduledFor,
    })
    .from(messageSends)
    .innerJoin(messages, and(eq(messages.tenantId, messageSends.tenantId), eq(messages.id, messageSends.messageId)))
    .where(
      and(
        eq(messages.clientAddress, subject.e164),
        inArray(messageSends.origin, COUNTED_ORIGINS),
        or(reserved, handedOver),
        subject.messageId === undefined ? undefined : ne(messageSends.messageId, subject.messageId),
      ),
    );
  return rows.map((row) => ({
    id: row.id,
    at: row.state !== "waiting" && row.attemptedAt ? contactNow(row.attemptedAt) : row.scheduledFor,
  }));
}
