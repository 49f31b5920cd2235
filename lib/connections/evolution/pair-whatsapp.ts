import "server-only";
import { inTenant } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import {
  connectInstance,
  type InstanceConnection,
  type PairingOffer,
} from "@/lib/integrations/evolution/connect-instance";
import { connectionState } from "@/lib/integrations/evolution/connection-state";
import { createInstance } from "@/lib/integrations/evolution/create-instance";
import type { GatewayAnswer } from "@/lib/integrations/evolution/gateway-request";
import { logoutInstance } from "@/lib/integrations/evolution/logout-instance";
import { setWebhook } from "@/lib/integrations/evolution/set-webhook";
import { type LineInstance, loadInstance } from "./load-instance";
import { openInstanceDoor } from "./open-instance-door";
import { recordInstanceState } from "./record-instance-state";
import { problemOf, type WhatsappProblem } from "./whatsapp-problem";

export type Pairing =
  /** For the eyes of the firm's admin who asked, and for nothing else. */
  | { kind: "offer"; offer: PairingOffer }
  | { kind: "no_offer_yet" }
  | { kind: "connected" }
  | { kind: "failed"; problem: WhatsappProblem };

/**
 * Begins to connect a WhatsApp line, for the first time or again: the instance is made where the gateway has none, told the
 * line's door, and asked for a QR code, or for a pairing code where `phone` will type one. May be repeated after any failure.
 * @throws AppError `not_found` for an unknown, foreign or removed line, `invalid_input` for a phone that is none
 */
export async function pairWhatsapp(
  principal: Principal,
  input: { lineId: string; phone: string | null; appUrl: string },
): Promise<Pairing> {
  const phone = readPhone(input.phone);
  const { instance, door } = await inTenant(principal, async (tx) => {
    const loaded = await loadInstance(tx, input.lineId);
    const { name, line } = loaded;
    return { instance: loaded, door: await openInstanceDoor(tx, { instance: name, label: line.label }) };
  });
  const at = new Date();
  const prepared = await prepare(instance, { url: new URL(door.path, input.appUrl).href, jwtKey: door.jwtKey, phone });
  const answer: GatewayAnswer<InstanceConnection> = prepared.ok
    ? await connectInstance({ ...instance, phone })
    : prepared;
  return settle(principal, instance, { answer, at });
}

type Preparation = { url: string; jwtKey: string; phone: string | null };

/** Makes sure of the instance and of where it reports to. A session that shows QR codes gives no pairing code: it is ended. */
async function prepare(instance: LineInstance, { url, jwtKey, phone }: Preparation): Promise<GatewayAnswer<null>> {
  const known = await connectionState(instance);
  if (!known.ok) {
    const isMissing = known.failure.kind === "refused" && known.failure.reason === "not_found";
    if (!isMissing) return known;
    const { phoneNumberId = null } = instance.line.settings;
    const created = await createInstance({ ...instance, phoneNumberId });
    if (!created.ok) return created;
  }
  const told = await setWebhook(instance, { url, jwtKey });
  if (!told.ok || phone === null || !known.ok || known.value !== "connecting") return told;
  return logoutInstance(instance);
}

/** Keeps what came of asking for a code, and gives the code on. */
async function settle(
  principal: Principal,
  instance: LineInstance,
  { answer, at }: { answer: GatewayAnswer<InstanceConnection>; at: Date },
): Promise<Pairing> {
  if (!answer.ok) {
    const problem = problemOf(answer.failure);
    const reason = problem === "not_configured" ? "unfinished" : problem;
    await recordInstanceState(principal, instance, { state: "failing", reason, at });
    return { kind: "failed", problem };
  }
  if (answer.value.kind === "open") {
    await recordInstanceState(principal, instance, { state: "connected", reason: null, at });
    return { kind: "connected" };
  }
  await recordInstanceState(principal, instance, { state: "connecting", reason: "awaiting_scan", at });
  return answer.value;
}

function readPhone(text: string | null): string | null {
  if (text === null) return null;
  const phone = normalizePhone(text);
  if (!phone.ok) throw new AppError("invalid_input", "This is no phone number");
  return phone.e164;
}
