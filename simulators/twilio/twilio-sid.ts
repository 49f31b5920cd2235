import { randomBytes } from "node:crypto";
import type { Target } from "@/simulators/senders/sender";

/** SM: message, MM: message with media, ME: medium, CA: call, EZ: event. */
type SidKind = "SM" | "MM" | "ME" | "CA" | "EZ";

/** A new identifier as Twilio makes them: two letters and 32 hex digits. */
export function newTwilioSid(kind: SidKind): string {
  return kind + randomBytes(16).toString("hex");
}

/** The identifier that a person typed into the scene's text, so that a status meets a known message or call; else a new one. */
export function twilioSidIn(text: string, kind: SidKind): string {
  const typed = text.trim();
  return /^[A-Z]{2}[0-9a-f]{32}$/.test(typed) ? typed : newTwilioSid(kind);
}

/** Stands for the account until a delivery is written, because only then it is known whose account it names. */
export const ACCOUNT_SID = "{AccountSid}";

/** The text with the target's account in it. */
export function fillAccountSid(text: string, target: Target): string {
  return text.replaceAll(ACCOUNT_SID, target.account ?? `AC${"0".repeat(32)}`);
}
