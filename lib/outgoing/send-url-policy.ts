import "server-only";
import { getEnv } from "@/lib/core/env";
import { type ReceiverPolicy, receiverPolicy } from "./receiver-policy";

const STAND_IN_PATH = /^\/(texting|broadcast)\//;

/**
 * What a line's `sendUrl` may lead to: what a receiver of outgoing webhooks may, and in the embedded mode the stand-in for
 * texting and broadcast platforms, which listens on this machine where Twilio's does. No other port of this machine.
 */
export function sendUrlPolicy(sendUrl: string): ReceiverPolicy {
  return { allowLoopback: receiverPolicy().allowLoopback || isStandIn(sendUrl) };
}

function isStandIn(sendUrl: string): boolean {
  const { DOCKETLINE_MODE, TWILIO_BASE_URL } = getEnv();
  if (DOCKETLINE_MODE !== "embedded") return false;
  const [url, standIn] = [URL.parse(sendUrl), new URL(TWILIO_BASE_URL)];
  return url !== null && url.origin === standIn.origin && STAND_IN_PATH.test(url.pathname);
}
