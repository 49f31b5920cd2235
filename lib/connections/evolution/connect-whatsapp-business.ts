import "server-only";
import type { Principal } from "@/lib/core/principal";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { findInstanceOfNumber } from "@/lib/integrations/evolution/find-instance-of-number";
import { findPhoneNumber } from "@/lib/integrations/meta/find-phone-number";
import { addWhatsapp } from "./add-whatsapp";
import { pairWhatsapp } from "./pair-whatsapp";
import { problemOf, type WhatsappProblem } from "./whatsapp-problem";

/**
 * `refused`: nothing was kept, because Meta does not open the number to the token (`not_theirs`), names one that nobody can be
 * reached by, as its test numbers are (`not_a_number`), or it is connected already, here or by another firm (`taken`). `failed`: the line is kept where it has an id, and can be connected again.
 */
export type BusinessConnection =
  | { kind: "connected"; lineId: string }
  | { kind: "refused"; reason: "not_theirs" | "not_a_number" | "taken" }
  | { kind: "failed"; problem: WhatsappProblem; lineId: string | null };

type BusinessNumber = { label: string; phoneNumberId: string; key: string; userId: string | null; appUrl: string };

/**
 * Connects a number of WhatsApp Business (Meta's Cloud API) through the gateway, without a phone or a code. Meta is asked
 * first whether the token opens the number: the gateway would give a number's messages to whoever names its id.
 * @throws AppError `precondition_failed` when the firm has as many lines or webhook addresses as it may
 */
export async function connectWhatsappBusiness(
  principal: Principal,
  wanted: BusinessNumber,
): Promise<BusinessConnection> {
  const { label, phoneNumberId, key, userId, appUrl } = wanted;
  const number = await findPhoneNumber({ phoneNumberId, token: key });
  if (number.kind === "unreachable") return { kind: "failed", problem: "unreachable", lineId: null };
  if (number.kind === "refused") return { kind: "refused", reason: "not_theirs" };
  const phone = normalizePhone(number.displayNumber);
  if (!phone.ok) return { kind: "refused", reason: "not_a_number" };
  const holder = await findInstanceOfNumber(phoneNumberId);
  if (!holder.ok) return { kind: "failed", problem: problemOf(holder.failure), lineId: null };
  if (holder.value !== null) return { kind: "refused", reason: "taken" };
  const business = { phoneNumberId, phone: phone.e164, token: key };
  const { lineId } = await addWhatsapp(principal, { label, userId, business });
  const pairing = await pairWhatsapp(principal, { lineId, phone: null, appUrl });
  if (pairing.kind === "connected") return { kind: "connected", lineId };
  return { kind: "failed", problem: pairing.kind === "failed" ? pairing.problem : "unexpected", lineId };
}
