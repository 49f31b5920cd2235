import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import { removeLine } from "@/lib/domain/lines/remove-line";
import { setEndpointState } from "@/lib/domain/webhook-endpoints/set-endpoint-state";
import { deleteInstance } from "@/lib/integrations/evolution/delete-instance";
import type { GatewayAnswer } from "@/lib/integrations/evolution/gateway-request";
import { logoutInstance } from "@/lib/integrations/evolution/logout-instance";
import { deleteApiKey } from "@/lib/vault/delete-api-key";
import { type LineInstance, loadInstance } from "./load-instance";
import { findInstanceDoor } from "./open-instance-door";
import { problemOf, type WhatsappProblem } from "./whatsapp-problem";

const TRIES = 3;
const PAUSE_MS = 700;

/**
 * Takes the firm's place off the phone, removes the instance from the gateway, and then the line with its token and door. A
 * gateway that cannot be reached keeps all of it: an instance that nobody knows of would go on reading the phone's messages.
 * @throws AppError `not_found` for an unknown, foreign or removed line
 */
export async function removeWhatsapp(
  principal: Principal,
  { lineId }: { lineId: string },
): Promise<{ ok: true } | { ok: false; problem: WhatsappProblem }> {
  const instance = await inTenant(principal, (tx) => loadInstance(tx, lineId));
  const answer = await removeInstance(instance);
  // A gateway that is not there any more, or takes the token no longer, has nothing of ours that could be removed.
  if (!answer.ok && !["not_configured", "bad_key"].includes(problemOf(answer.failure))) {
    return { ok: false, problem: problemOf(answer.failure) };
  }
  await inTenant(principal, async (tx) => {
    const line = await removeLine(tx, { lineId });
    await deleteApiKey(tx, keyServiceOf(line));
    const endpointId = await findInstanceDoor(tx, line.address);
    if (endpointId !== null) await setEndpointState(tx, { endpointId, state: "deleted" });
  });
  return { ok: true };
}

/** The gateway answers before the phone has let go, and removes nothing that is connected. */
async function removeInstance(instance: LineInstance): Promise<GatewayAnswer<null>> {
  const loggedOut = await logoutInstance(instance);
  if (!loggedOut.ok) return loggedOut;
  for (let attempt = 1; ; attempt += 1) {
    const deleted = await deleteInstance(instance);
    const isTooEarly = !deleted.ok && deleted.failure.kind === "refused" && deleted.failure.reason === "bad_request";
    if (!isTooEarly || attempt === TRIES) return deleted;
    await pause(PAUSE_MS);
  }
}
