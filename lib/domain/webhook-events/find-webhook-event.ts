import "server-only";
import { and, asc, eq, inArray, ne } from "drizzle-orm";
import { automationLogs } from "@/db/schema/automation-logs";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";
import { type EventAct, listEventActs } from "./list-event-acts";
import { type LoggedEvent, listLoggedEvents } from "./list-logged-events";
import { maskIdentity } from "./mask-payload";

/** A line of what an event caused. */
export type CausedLine = Pick<
  typeof automationLogs.$inferSelect,
  "id" | "trigger" | "action" | "status" | "subjectType" | "subjectId" | "createdAt"
>;

/** An event as its page shows it; its content is asked for apart. */
export type WebhookEventRecord = LoggedEvent & {
  /** The provider's own identity of the event, client's numbers hidden; null behind a wall, because it may name the call. */
  identity: string | null;
  endpoint: Pick<typeof webhookEndpoints.$inferSelect, "id" | "label" | "mode" | "state"> | null;
  /** A worker holds the event at this moment. */
  isBeingWorkedOn: boolean;
  /** What its work did, oldest first; empty behind a wall. */
  causes: CausedLine[];
  /** What people did about it, oldest first. */
  acts: EventAct[];
};

const MOST_LINES = 200;
const WAITING: readonly LoggedEvent["state"][] = ["received", "failed"];

/** One event of the log, or null for an unknown or foreign one. */
export async function findWebhookEvent(tx: TenantTx, eventId: string): Promise<WebhookEventRecord | null> {
  const [event] = await listLoggedEvents(tx, { eventId }, { place: null, limit: 1 });
  if (!event) return null;
  const [more] = await tx
    .select({ identity: webhookEvents.identity, endpointId: webhookEvents.endpointId })
    .from(webhookEvents)
    .where(eq(webhookEvents.id, eventId));
  return {
    ...event,
    identity: event.isWalled || !more ? null : maskIdentity(more.identity),
    endpoint: event.endpointId === null ? null : await findDoor(tx, event.endpointId),
    isBeingWorkedOn: WAITING.includes(event.state) && (await isLocked(tx, eventId)),
    causes: event.isWalled ? [] : await listCauses(tx, eventId),
    acts: await listEventActs(tx, eventId),
  };
}

async function findDoor(tx: TenantTx, endpointId: string): Promise<WebhookEventRecord["endpoint"]> {
  const [door] = await tx
    .select({
      id: webhookEndpoints.id,
      label: webhookEndpoints.label,
      mode: webhookEndpoints.mode,
      state: webhookEndpoints.state,
    })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId));
  return door ?? null;
}

/** The lock that workOnEvent holds is the one that this cannot share. */
async function isLocked(tx: TenantTx, eventId: string): Promise<boolean> {
  const free = await tx
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(and(eq(webhookEvents.id, eventId), inArray(webhookEvents.state, [...WAITING])))
    .for("key share", { skipLocked: true });
  return free.length === 0;
}

async function listCauses(tx: TenantTx, eventId: string): Promise<CausedLine[]> {
  return tx
    .select({
      id: automationLogs.id,
      trigger: automationLogs.trigger,
      action: automationLogs.action,
      status: automationLogs.status,
      subjectType: automationLogs.subjectType,
      subjectId: automationLogs.subjectId,
      createdAt: automationLogs.createdAt,
    })
    .from(automationLogs)
    .where(and(eq(automationLogs.eventId, eventId), ne(automationLogs.subjectType, "webhook_event")))
    .orderBy(asc(automationLogs.createdAt), asc(automationLogs.id))
    .limit(MOST_LINES);
}
