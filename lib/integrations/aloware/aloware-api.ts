import "server-only";
import { getEnv } from "@/lib/core/env";

/** An address of Aloware's interface below `ALOWARE_BASE_URL` (providers-voice C.1). */
export function alowareUrl(operation: string): URL {
  return new URL(`${getEnv().ALOWARE_BASE_URL.replace(/\/$/, "")}/api/v1/webhook/${operation}`);
}
