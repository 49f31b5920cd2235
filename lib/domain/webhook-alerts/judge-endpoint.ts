import "server-only";
import { and, asc, desc, eq } from "drizzle-orm";
import type { ALERT_KINDS } from "@/db/schema/webhook-alerts";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";
import { readDoorHealth, readWorkHealth } from "./read-health";
import { readTraffic } from "./read-traffic";
import { isImplausiblyLow, isUsualAgain } from "./traffic-rule";

export type AlertKind = (typeof ALERT_KINDS)[number];
export type OpenAlert = { since: Date; openedAt: Date };

/**
 * What an alert of a kind should become now: `open` where none is open, `close` where one is, `keep` as it is.
 * `expected` and `observed` are slots of time with deliveries, or of the other kinds deliveries or events.
 */
export type Judgement =
  | { kind: AlertKind; verdict: "open"; since: Date; expected: number; observed: number }
  | { kind: AlertKind; verdict: "close" | "keep" };

const HOUR_MS = 3_600_000;
/** Dead letters of so many hours are looked at together. */
const FAILING_HOURS = 6;
const FAILING_LEAST = 5;
/** With nothing that worked beside them, fewer are enough. */
const FAILING_ALONE = 3;
const WORKS_AGAIN_AFTER = 3;
const REFUSING_LEAST = 10;
/** Refused for each that was taken. */
const REFUSING_SHARE = 4;
const REFUSALS_END_HOURS = 24;

export type Judged = { endpointId: string; changedAt: Date; isDayOff: boolean; now: Date };

/** Nothing is missing on the firm's days off; every other hour is compared with its own past. */
export async function judgeSilence(tx: TenantTx, judged: Judged, open: OpenAlert | null): Promise<Judgement> {
  const { endpointId, changedAt, isDayOff, now } = judged;
  const keep = { kind: "silent", verdict: "keep" } as const;
  const [firstAt, lastAt] = [await deliveryAt(tx, endpointId, "first"), await deliveryAt(tx, endpointId, "last")];
  if (firstAt === null || lastAt === null) return keep;
  if (open ? lastAt <= open.openedAt : isDayOff) return keep;
  const traffic = await readTraffic(tx, { endpointId, firstAt, changedAt }, now);
  if (open) return traffic === null || isUsualAgain(traffic) ? { kind: "silent", verdict: "close" } : keep;
  return traffic !== null && isImplausiblyLow(traffic)
    ? { kind: "silent", verdict: "open", since: lastAt, ...traffic }
    : keep;
}

async function deliveryAt(tx: TenantTx, endpointId: string, which: "first" | "last"): Promise<Date | null> {
  const order = which === "first" ? asc : desc;
  const [row] = await tx
    .select({ at: webhookEvents.receivedAt })
    .from(webhookEvents)
    .where(and(eq(webhookEvents.endpointId, endpointId), eq(webhookEvents.origin, "delivery")))
    .orderBy(order(webhookEvents.receivedAt))
    .limit(1);
  return row?.at ?? null;
}

/** Dead letters rise, or everything that came lately fails. It is over when events work again or people dealt with them. */
export async function judgeFailures(tx: TenantTx, judged: Judged, open: OpenAlert | null): Promise<Judgement> {
  const kind = "failing";
  const from = new Date(judged.now.getTime() - FAILING_HOURS * HOUR_MS);
  const health = await readWorkHealth(tx, judged.endpointId, open && open.since < from ? open.since : from);
  const { failing, processed, processedSince, firstFailingAt } = health;
  if (open) return { kind, verdict: failing === 0 || processedSince >= WORKS_AGAIN_AFTER ? "close" : "keep" };
  const isFailing = failing >= FAILING_LEAST || (failing >= FAILING_ALONE && processed === 0);
  if (!isFailing || firstFailingAt === null || processedSince >= WORKS_AGAIN_AFTER) return { kind, verdict: "keep" };
  return { kind, verdict: "open", since: firstFailingAt, expected: 0, observed: failing };
}

/** Most of what comes is turned away: a changed secret, a wrong account, or somebody who tries. */
export async function judgeRefusals(tx: TenantTx, judged: Judged, open: OpenAlert | null): Promise<Judgement> {
  const kind = "refusing";
  const { endpointId, now } = judged;
  const { refused, accepted, firstRefusedAt } = await readDoorHealth(tx, endpointId, new Date(now.getTime() - HOUR_MS));
  if (open) {
    if (accepted > refused) return { kind, verdict: "close" };
    if (refused > 0) return { kind, verdict: "keep" };
    const day = await readDoorHealth(tx, endpointId, new Date(now.getTime() - REFUSALS_END_HOURS * HOUR_MS));
    return { kind, verdict: day.refused === 0 ? "close" : "keep" };
  }
  const isRefusing = refused >= REFUSING_LEAST && refused >= REFUSING_SHARE * accepted;
  if (!isRefusing || firstRefusedAt === null) return { kind, verdict: "keep" };
  return { kind, verdict: "open", since: firstRefusedAt, expected: accepted, observed: refused };
}
