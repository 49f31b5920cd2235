import "server-only";
import { getEnv } from "@/lib/core/env";

const VENDOR_HOST = "api.vapi.ai";

/** Whether calls go to a stand-in of the voice provider: no telephone network is connected and no client is reached. */
export function areCallsSimulated(): boolean {
  return new URL(getEnv().VAPI_BASE_URL).hostname !== VENDOR_HOST;
}
