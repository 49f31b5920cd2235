import "server-only";
import { getEnv } from "@/lib/core/env";

const VENDOR_HOST = "api.vapi.ai";

/** Whether calls go to a stand-in and not to the vendor; the desk says so wherever such a call is shown. */
export function isVoiceSimulated(): boolean {
  return new URL(getEnv().VAPI_BASE_URL).hostname !== VENDOR_HOST;
}
