import "server-only";
import { and, desc, eq, gt, gte, inArray, max, ne, or, type SQL } from "drizzle-orm";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import { optoutEvents } from "@/db/schema/optout-events";
import type { TenantTx } from "@/db/tenant";
import { contactNow } from "@/lib/core/contact-clock";
import { classifyOptOutText } from "@/lib/domain/compliance/classify-opt-out-text";
import type { HelpFact, SendOrigin, StopFact } from "@/lib/domain/compliance/gate-facts";

type Subject = { e164: string; messageId?: string | undefined };

/** A request for help that stands further back than this has been followed by other things to answer. */
const LOOK_BACK = 10;

/** The stop that a confirmation answers; null for an unknown event, another number's, or one that is no stop. */
export async function loadStop(tx: TenantTx, subject: Subject & { optoutEventId: string }): Promise<StopFact | null> {
  const [event] = await tx
    .select()
    .from(optoutEvents)
    .where(
      and(
        eq(optoutEvents.id, subject.optoutEventId),
        eq(optoutEvents.e164, subject.e164),
        eq(optoutEvents.kind, "stop"),
      ),
    );
  if (!event) return null;
  const [later] = await tx
    .select({ id: optoutEvents.id })
    .from(optoutEvents)
    .where(
      and(
        eq(optoutEvents.e164, event.e164),
        ne(optoutEvents.id, event.id),
        or(gt(optoutEvents.occurredAt, event.occurredAt), gt(optoutEvents.createdAt, event.createdAt)),
      ),
    )
    .limit(1);
  const [lastStart] = await tx
    .select({ at: max(optoutEvents.createdAt) })
    .from(optoutEvents)
    .where(and(eq(optoutEvents.e164, event.e164), eq(optoutEvents.kind, "start")));
  const since = lastStart?.at ? gt(messageSends.attemptedAt, lastStart.at) : undefined;
  return {
    eventId: event.id,
    at: contactNow(event.occurredAt),
    isConfirmed: await wasSent(tx, subject, { origin: "opt_out_confirmation", since }),
    isSuperseded: later !== undefined,
  };
}

/** The newest message of the person on the channel that asks for help. */
export async function loadHelp(
  tx: TenantTx,
  subject: Subject & { channel: "sms" | "whatsapp" },
): Promise<HelpFact | null> {
  const rows = await tx
    .select({ id: messages.id, body: messages.body, sentAt: messages.sentAt, receivedAt: messages.receivedAt })
    .from(messages)
    .where(
      and(
        eq(messages.clientAddress, subject.e164),
        eq(messages.channel, subject.channel),
        eq(messages.direction, "inbound"),
        gte(messages.stateRank, 0),
      ),
    )
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(LOOK_BACK);
  const asked = rows.find(({ body }) => classifyOptOutText(body).kind === "help");
  if (!asked) return null;
  const since = gte(messageSends.attemptedAt, asked.receivedAt);
  return {
    messageId: asked.id,
    at: contactNow(asked.sentAt),
    isAnswered: await wasSent(tx, subject, { origin: "help_answer", since }),
  };
}

/** Whether another message of that origin went, or may have gone, to the address. */
async function wasSent(
  tx: TenantTx,
  subject: Subject,
  sent: { origin: SendOrigin; since: SQL | undefined },
): Promise<boolean> {
  const [row] = await tx
    .select({ id: messageSends.messageId })
    .from(messageSends)
    .innerJoin(messages, and(eq(messages.tenantId, messageSends.tenantId), eq(messages.id, messageSends.messageId)))
    .where(
      and(
        eq(messages.clientAddress, subject.e164),
        eq(messageSends.origin, sent.origin),
        inArray(messageSends.state, ["sending", "accepted", "unknown"]),
        sent.since,
        subject.messageId === undefined ? undefined : ne(messageSends.messageId, subject.messageId),
      ),
    )
    .limit(1);
  return row !== undefined;
}
