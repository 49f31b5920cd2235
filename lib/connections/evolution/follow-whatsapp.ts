import "server-only";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { type LineReason, readLineReason } from "@/lib/domain/lines/line-reason";
import type { LineRow, LineState } from "@/lib/domain/lines/line-row";
import { connectionState, type InstanceState } from "@/lib/integrations/evolution/connection-state";
import { loadInstance } from "./load-instance";
import { recordInstanceState } from "./record-instance-state";
import { problemOf, type WhatsappProblem } from "./whatsapp-problem";

export type Followed = { ok: true; state: InstanceState } | { ok: false; problem: WhatsappProblem };

/**
 * Asks the gateway how a line stands now, and keeps the answer. A gateway that cannot be reached says nothing of the line,
 * which stays as it was.
 * @throws AppError `not_found` for an unknown, foreign or removed line
 */
export async function followWhatsapp(
  principal: Principal,
  { lineId, signal }: { lineId: string; signal?: AbortSignal },
): Promise<Followed> {
  const instance = await inTenant(principal, (tx) => loadInstance(tx, lineId));
  const at = new Date();
  const { name, token, line } = instance;
  const answer = await connectionState({ name, token, signal });
  if (answer.ok) {
    await recordInstanceState(principal, instance, { ...readState(answer.value, line), at });
    return { ok: true, state: answer.value };
  }
  const problem = problemOf(answer.failure);
  if (problem === "not_found" && line.stateReason !== "unfinished") {
    await recordInstanceState(principal, instance, { state: "disconnected", reason: "instance_removed", at });
  }
  if (problem === "bad_key")
    await recordInstanceState(principal, instance, { state: "failing", reason: "bad_key", at });
  return { ok: false, problem };
}

function readState(state: InstanceState, line: LineRow): { state: LineState; reason: LineReason | null } {
  switch (state) {
    case "open":
      return { state: "connected", reason: null };
    case "connecting":
      return { state: "connecting", reason: line.stateReason === "awaiting_scan" ? "awaiting_scan" : null };
    case "close": {
      // The gateway does not say why; what was told of it before does.
      const known = line.state === "disconnected" ? readLineReason(line.stateReason) : null;
      return { state: "disconnected", reason: line.stateReason === "awaiting_scan" ? "qr_limit" : (known ?? "closed") };
    }
  }
}
