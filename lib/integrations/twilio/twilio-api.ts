import "server-only";
import { getEnv } from "@/lib/core/env";

const ACCOUNT_SID = /^AC[0-9a-f]{32}$/i;

/** Whether a text is an AccountSid: it becomes part of an address. */
export function isAccountSid(account: string | null): account is string {
  return account !== null && ACCOUNT_SID.test(account);
}

/** The address of a resource below the account, at `TWILIO_BASE_URL` (providers-voice B.3); "" is the account itself. */
export function twilioUrl(accountSid: string, resource: string): URL {
  const base = getEnv().TWILIO_BASE_URL.replace(/\/$/, "");
  return new URL(`${base}/2010-04-01/Accounts/${accountSid}${resource}.json`);
}

/** HTTP Basic with the account and its auth token. */
export function twilioAuthorization(accountSid: string, authToken: string): string {
  return `Basic ${Buffer.from(`${accountSid}:${authToken}`, "utf8").toString("base64")}`;
}

/** Twilio writes WhatsApp's numbers with the channel before them. */
export function twilioAddress(channel: "sms" | "whatsapp", e164: string): string {
  return channel === "whatsapp" ? `whatsapp:${e164}` : e164;
}
