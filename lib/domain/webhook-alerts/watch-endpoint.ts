import "server-only";
import { and, eq, gt, gte, isNotNull, isNull, or } from "drizzle-orm";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { closeAlert } from "./close-alert";
import {
  type AlertKind,
  type Judged,
  type Judgement,
  judgeFailures,
  judgeRefusals,
  judgeSilence,
} from "./judge-endpoint";
import { readDaysOff } from "./read-days-off";

/** What a person closed stays closed for so long, whatever goes on. */
const RESPECTED_MS = 24 * 3_600_000;

type Door = Pick<typeof webhookEndpoints.$inferSelect, "id" | "provider" | "state" | "updatedAt">;
type OpenRow = Pick<typeof webhookAlerts.$inferSelect, "id" | "kind" | "since" | "openedAt">;

/**
 * Judges one endpoint, and opens and closes its alerts. One that is paused or deleted has none: whoever did that knows
 * that nothing comes.
 */
export async function watchEndpoint(tx: TenantTx, endpointId: string, now: Date): Promise<void> {
  const { id, provider, state, updatedAt } = webhookEndpoints;
  const [door] = await tx.select({ id, provider, state, updatedAt }).from(webhookEndpoints).where(eq(id, endpointId));
  if (!door) return;
  const open = await listOpen(tx, endpointId);
  if (door.state !== "active") {
    for (const { id: alertId } of open) await closeAlert(tx, { alertId, closedBy: "person", now });
    return;
  }
  await judgeAll(tx, { door, open, now });
}

async function listOpen(tx: TenantTx, endpointId: string): Promise<OpenRow[]> {
  const { id, kind, since, openedAt } = webhookAlerts;
  return tx
    .select({ id, kind, since, openedAt })
    .from(webhookAlerts)
    .where(and(eq(webhookAlerts.endpointId, endpointId), isNull(webhookAlerts.closedAt)));
}

async function judgeAll(tx: TenantTx, watch: { door: Door; open: OpenRow[]; now: Date }): Promise<void> {
  const { door, open, now } = watch;
  const daysOff = await readDaysOff(tx, now);
  const changedAt = new Date(Math.max(door.updatedAt.getTime(), daysOff.lastEndedAt?.getTime() ?? 0));
  const judged: Judged = { endpointId: door.id, changedAt, isDayOff: daysOff.isToday, now };
  const openOf = (kind: AlertKind) => open.find((alert) => alert.kind === kind) ?? null;
  await follow(tx, watch, await judgeFailures(tx, judged, openOf("failing")));
  const refusals = await judgeRefusals(tx, judged, openOf("refusing"));
  await follow(tx, watch, refusals);
  const silence = await judgeSilence(tx, judged, openOf("silent"));
  // Deliveries that are turned away are no silence.
  const isRefusing = refusals.verdict === "open" || (openOf("refusing") !== null && refusals.verdict === "keep");
  if (silence.verdict !== "open" || !isRefusing) await follow(tx, watch, silence);
}

async function follow(
  tx: TenantTx,
  { door, open, now }: { door: Door; open: OpenRow[]; now: Date },
  judgement: Judgement,
): Promise<void> {
  switch (judgement.verdict) {
    case "keep":
      return;
    case "close": {
      const alert = open.find(({ kind }) => kind === judgement.kind);
      if (alert) await closeAlert(tx, { alertId: alert.id, closedBy: "traffic", now });
      return;
    }
    case "open":
      if (!(await wasClosedOnPurpose(tx, door.id, { judgement, now }))) await openAlert(tx, door, { judgement, now });
  }
}

type Opening = { judgement: Extract<Judgement, { verdict: "open" }>; now: Date };

/** Somebody closed it within a day, or a reconciliation found that nothing is missing since then. */
async function wasClosedOnPurpose(tx: TenantTx, endpointId: string, { judgement, now }: Opening): Promise<boolean> {
  const { endpointId: of, kind, closedAt, closedBy, since } = webhookAlerts;
  const byPerson = and(eq(closedBy, "person"), gt(closedAt, new Date(now.getTime() - RESPECTED_MS)));
  const bySearch = and(eq(closedBy, "reconciliation"), gte(since, judgement.since));
  const [closed] = await tx
    .select({ id: webhookAlerts.id })
    .from(webhookAlerts)
    .where(and(eq(of, endpointId), eq(kind, judgement.kind), isNotNull(closedAt), or(byPerson, bySearch)))
    .limit(1);
  return closed !== undefined;
}

async function openAlert(tx: TenantTx, door: Door, { judgement, now }: Opening): Promise<void> {
  const { kind, since, expected, observed } = judgement;
  const opened = await tx
    .insert(webhookAlerts)
    .values({ endpointId: door.id, kind, since, expected, observed, openedAt: now })
    .onConflictDoNothing()
    .returning({ id: webhookAlerts.id });
  if (opened.length === 0) return;
  await recordAutomation(tx, {
    trigger: "webhooks.watch",
    action: "webhook_alert.opened",
    subjectType: "webhook_endpoint",
    subjectId: door.id,
    detail: { kind, provider: door.provider, observed, expected: Math.round(expected * 10) / 10 },
  });
}
