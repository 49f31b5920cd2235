import "server-only";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { logoutInstance } from "@/lib/integrations/evolution/logout-instance";
import { loadInstance } from "./load-instance";
import { recordInstanceState } from "./record-instance-state";
import { problemOf, type WhatsappProblem } from "./whatsapp-problem";

/**
 * Takes the firm's place off the phone. The line stays and can be connected again.
 * @throws AppError `not_found` for an unknown, foreign or removed line
 */
export async function logoutWhatsapp(
  principal: Principal,
  { lineId }: { lineId: string },
): Promise<{ ok: true } | { ok: false; problem: WhatsappProblem }> {
  const instance = await inTenant(principal, (tx) => loadInstance(tx, lineId));
  const answer = await logoutInstance(instance);
  if (!answer.ok) return { ok: false, problem: problemOf(answer.failure) };
  await recordInstanceState(principal, instance, { state: "disconnected", reason: "logged_out", at: new Date() });
  return { ok: true };
}
