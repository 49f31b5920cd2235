import { createHash } from "node:crypto";
import type { Target } from "../senders/sender";

/** Where the simulated gateway says that it is. */
export const SERVER_URL = "https://evolution.example.com";

/** The gateway's own key, which makes instances. */
export const SIMULATED_GLOBAL_KEY = "evo-sim-gateway-key";

/** Name of the firm's WhatsApp instance. */
export function instanceOf(target: Target): string {
  return target.account ?? `docketline-${target.firmId}`;
}

/**
 * The instance's own token, which opens its REST interface and stands in every webhook body: `evo-sim-` and the name, so
 * that a firm can be connected without asking the simulator.
 */
export function tokenOf(instance: string): string {
  return `evo-sim-${instance}`;
}

/** The token that opens a number of WhatsApp Business at Meta's stand-in. */
export function metaTokenOf(phoneNumberId: string): string {
  return `EAAG-sim-${phoneNumberId}`;
}

/** The number behind an id of Meta's stand-in: the id's own digits where they are a number, otherwise one that follows from it. */
export function metaNumberOf(phoneNumberId: string): string {
  return /^1[2-9]\d{9}$/.test(phoneNumberId) ? `+${phoneNumberId}` : `+160255501${phoneNumberId.slice(-2)}`;
}

/** The instance's id, a UUID that follows from its name. */
export function instanceIdOf(instance: string): string {
  const hex = createHash("sha256").update(instance).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

/** A phone number as WhatsApp's id for it: `16025550120@s.whatsapp.net`. */
export function jidOf(phone: string): string {
  return `${phone.replace(/\D/g, "")}@s.whatsapp.net`;
}

/** The privacy id behind which WhatsApp hides a number: 15 digits that follow from it but do not show it. */
export function lidOf(phone: string): string {
  const digits = BigInt(`0x${createHash("sha256").update(phone).digest("hex").slice(0, 12)}`) % 10n ** 14n;
  return `1${digits.toString().padStart(14, "0")}@lid`;
}
