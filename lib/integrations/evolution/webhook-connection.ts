import "server-only";
import type { TenantTx } from "@/db/tenant";
import { checkLineJob } from "@/lib/domain/lines/check-line.job";
import { findInstanceLine } from "@/lib/domain/lines/find-instance-line";
import type { LineReason } from "@/lib/domain/lines/line-reason";
import type { LineRow, LineState } from "@/lib/domain/lines/line-row";
import { recordLinePhone } from "@/lib/domain/lines/record-line-phone";
import { recordLineState } from "@/lib/domain/lines/record-line-state";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { enqueue } from "@/lib/jobs/enqueue";
import type { EvolutionEvent, EvolutionFact } from "./webhook-event";

type Told = {
  event: EvolutionEvent;
  fact: Extract<EvolutionFact, { kind: "connection" }>;
  receivedAt: Date;
};

/** Events of one moment arrive in any order; the gateway is asked when they have settled. */
const CHECK_AFTER_MS = 3_000;

/**
 * Brings the firm's line of this instance to what the gateway told of it. Events carry no time that can be trusted and may
 * come late or out of order, so that the gateway is asked for its present state a moment later.
 */
export async function recordConnection(tx: TenantTx, { event, fact, receivedAt }: Told): Promise<void> {
  const line = event.instance === null ? null : await findInstanceLine(tx, event.instance);
  if (line === null) return;
  const told = readTold(fact, line);
  if (told === null) return;
  await recordLineState(tx, { lineId: line.id, ...told, at: receivedAt });
  const phone = told.state === "connected" && event.owner !== null ? normalizePhone(event.owner) : null;
  if (phone?.ok) await recordLinePhone(tx, { lineId: line.id, phone: phone.e164 });
  const at = new Date(receivedAt.getTime() + CHECK_AFTER_MS);
  await enqueue(tx, checkLineJob, { lineId: line.id }, { at, singletonKey: line.id });
}

function readTold(
  { state, reason }: Told["fact"],
  line: LineRow,
): { state: LineState; reason: LineReason | null } | null {
  switch (state) {
    case "open":
      return { state: "connected", reason: null };
    case "connecting":
      // While a code waits to be scanned, that is what it waits for.
      return { state: "connecting", reason: line.stateReason === "awaiting_scan" ? "awaiting_scan" : null };
    case "close":
    case "closed":
      return { state: "disconnected", reason: reason === 401 ? "logged_out" : "closed" };
    case "logged_out":
      return { state: "disconnected", reason: "logged_out" };
    case "removed":
      return { state: "disconnected", reason: "instance_removed" };
    case "refused":
      return { state: "disconnected", reason: reason === 403 ? "refused_by_whatsapp" : "qr_limit" };
    case "qr_limit":
      return { state: "disconnected", reason: "qr_limit" };
    default:
      return null;
  }
}
