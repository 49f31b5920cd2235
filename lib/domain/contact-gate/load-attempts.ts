import "server-only";
import { and, eq, gte, inArray, ne, or } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { contactNow, realTimeOf } from "@/lib/core/contact-clock";
import { DEFAULT_FREQUENCY } from "@/lib/domain/compliance/federal-policy";
import type { AttemptFact, SendOrigin } from "@/lib/domain/compliance/gate-facts";

/** `callId` and `messageId`: what is judged itself, which does not count. */
type Wanted = { numbers: string[]; callId?: string | undefined; messageId?: string | undefined };

type Attempt = AttemptFact & { number: string };

/** A person's own messages are no automated contacts; the answers to STOP and HELP were asked for. */
const COUNTED_ORIGINS: SendOrigin[] = ["api", "automation", "ai", "broadcast", "text_back"];

/**
 * Automated contacts of the firm around `at` (on the contact clock), calls and messages together, by the address that they
 * went to. An address without any is not in it.
 */
export async function loadAttempts(tx: TenantTx, wanted: Wanted, at: Date): Promise<Map<string, AttemptFact[]>> {
  const since = new Date(at.getTime() - DEFAULT_FREQUENCY.windowHours * 3_600_000);
  const found = [...(await loadCalls(tx, wanted, since)), ...(await loadMessages(tx, wanted, since))];
  const byNumber = Map.groupBy(found, ({ number }) => number);
  return new Map([...byNumber].map(([number, rows]) => [number, rows.map(({ id, at: when }) => ({ id, at: when }))]));
}

/** Dialled, possibly dialled, or reserved. A call that the provider refused, or that the gate blocked, never rang. */
async function loadCalls(tx: TenantTx, { numbers, callId }: Wanted, since: Date): Promise<Attempt[]> {
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
    .select({
      id: callLogs.id,
      number: callLogs.clientNumber,
      dialAttemptedAt: callLogs.dialAttemptedAt,
      scheduledFor: callLogs.scheduledFor,
    })
    .from(callLogs)
    .where(
      and(
        inArray(callLogs.clientNumber, numbers),
        eq(callLogs.direction, "outbound"),
        or(reserved, dialled),
        callId === undefined ? undefined : ne(callLogs.id, callId),
      ),
    );
  return rows.map(({ id, number, dialAttemptedAt, scheduledFor }) => ({
    id,
    number,
    at: dialAttemptedAt ? contactNow(dialAttemptedAt) : scheduledFor,
  }));
}

async function loadMessages(tx: TenantTx, { numbers, messageId }: Wanted, since: Date): Promise<Attempt[]> {
  const reserved = and(eq(messageSends.state, "waiting"), gte(messageSends.scheduledFor, since));
  const handedOver = and(
    gte(messageSends.attemptedAt, realTimeOf(since)),
    inArray(messageSends.state, ["sending", "accepted", "unknown"]),
  );
  const rows = await tx
    .select({
      id: messageSends.messageId,
      number: messages.clientAddress,
      state: messageSends.state,
      attemptedAt: messageSends.attemptedAt,
      scheduledFor: messageSends.scheduledFor,
    })
    .from(messageSends)
    .innerJoin(messages, and(eq(messages.tenantId, messageSends.tenantId), eq(messages.id, messageSends.messageId)))
    .where(
      and(
        inArray(messages.clientAddress, numbers),
        inArray(messageSends.origin, COUNTED_ORIGINS),
        or(reserved, handedOver),
        messageId === undefined ? undefined : ne(messageSends.messageId, messageId),
      ),
    );
  return rows.map(({ id, number, state, attemptedAt, scheduledFor }) => ({
    id,
    number,
    at: state !== "waiting" && attemptedAt ? contactNow(attemptedAt) : scheduledFor,
  }));
}
