import "server-only";
import { getEnv } from "@/lib/core/env";

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** Whether messages go to stand-ins on this machine and reach nobody. */
export function areMessagesSimulated(): boolean {
  const { DOCKETLINE_MODE, TWILIO_BASE_URL } = getEnv();
  return DOCKETLINE_MODE === "embedded" && LOOPBACK.includes(new URL(TWILIO_BASE_URL).hostname);
}
