import "server-only";
import { randomBytes } from "node:crypto";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { addLine } from "@/lib/domain/lines/add-line";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { openInstanceDoor } from "./open-instance-door";

type NewWhatsapp = {
  label: string;
  userId: string | null;
  /** A number of Meta's Cloud API. Its token is the instance's own as well: the gateway knows but one. */
  business?: { phoneNumberId: string; phone: string; token: string };
};

/**
 * Keeps a WhatsApp line that is about to be connected: an instance name that nobody can guess and no other firm has, its
 * token in the vault, its own door for what the gateway tells. Nothing is asked of the gateway yet (see pairWhatsapp), so
 * that a lost answer never leaves an instance whose token nobody knows.
 * @throws AppError `precondition_failed` when the firm has as many lines or webhook addresses as it may
 */
export async function addWhatsapp(
  principal: Principal,
  { label, userId, business }: NewWhatsapp,
): Promise<{ lineId: string }> {
  const name = `dl-${randomBytes(16).toString("hex")}`;
  return inTenant(principal, async (tx) => {
    const line = await addLine(tx, {
      provider: "evolution",
      channel: "whatsapp",
      address: name,
      label,
      account: null,
      settings:
        business === undefined
          ? { whatsapp: "baileys" }
          : { whatsapp: "business", phoneNumberId: business.phoneNumberId, phone: business.phone },
      state: "connecting",
      reason: "unfinished",
    });
    const token = business?.token ?? randomBytes(32).toString("hex");
    await saveApiKey(tx, { service: keyServiceOf(line), key: token, userId, overlapHours: 0 });
    await openInstanceDoor(tx, { instance: name, label });
    return { lineId: line.id };
  });
}
