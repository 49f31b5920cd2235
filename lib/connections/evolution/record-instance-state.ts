import "server-only";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import type { LineReason } from "@/lib/domain/lines/line-reason";
import type { LineState } from "@/lib/domain/lines/line-row";
import { recordLinePhone } from "@/lib/domain/lines/record-line-phone";
import { recordLineState } from "@/lib/domain/lines/record-line-state";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { findInstanceOwner } from "@/lib/integrations/evolution/find-instance-owner";
import type { LineInstance } from "./load-instance";

type Known = { state: LineState; reason: LineReason | null; at: Date };

/** Keeps what the gateway answered of a line, and, where it is connected, as which number, if that is not known yet. */
export async function recordInstanceState(
  principal: Principal,
  instance: LineInstance,
  { state, reason, at }: Known,
): Promise<void> {
  const lineId = instance.line.id;
  const isNewlyOpen = state === "connected" && (instance.line.state !== "connected" || !instance.line.settings.phone);
  const owner = isNewlyOpen ? await findInstanceOwner(instance) : null;
  const phone = owner === null ? null : normalizePhone(owner);
  await inTenant(principal, async (tx) => {
    await recordLineState(tx, { lineId, state, reason, at });
    if (phone?.ok) await recordLinePhone(tx, { lineId, phone: phone.e164 });
  });
}
