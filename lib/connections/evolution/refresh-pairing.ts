import "server-only";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { connectInstance } from "@/lib/integrations/evolution/connect-instance";
import { followWhatsapp } from "./follow-whatsapp";
import { loadInstance } from "./load-instance";
import type { Pairing } from "./pair-whatsapp";
import { problemOf } from "./whatsapp-problem";

/** `ended`: the phone did not join in time, or the session was closed. A person has to begin anew. */
export type RefreshedPairing = Pairing | { kind: "ended" };

/**
 * The code that is valid now, or what came of it: asked again and again while the admin looks at it. It never begins a new
 * session by itself, so that a page that was left open does not ask WhatsApp for codes for ever.
 * @throws AppError `not_found` for an unknown, foreign or removed line
 */
export async function refreshPairing(principal: Principal, { lineId }: { lineId: string }): Promise<RefreshedPairing> {
  const followed = await followWhatsapp(principal, { lineId });
  if (!followed.ok) return { kind: "failed", problem: followed.problem };
  if (followed.state === "open") return { kind: "connected" };
  if (followed.state === "close") return { kind: "ended" };
  const instance = await inTenant(principal, (tx) => loadInstance(tx, lineId));
  const answer = await connectInstance({ ...instance, phone: null });
  if (!answer.ok) return { kind: "failed", problem: problemOf(answer.failure) };
  return answer.value.kind === "open" ? { kind: "connected" } : answer.value;
}
