import "server-only";
import { getEnv } from "@/lib/core/env";

/** The version of the conversations interface (providers-crm A.1). */
const CONVERSATIONS_VERSION = "2021-04-15";

/** An address below `GHL_BASE_URL`. */
export function ghlUrl(path: string, query: Readonly<Record<string, string>> = {}): URL {
  const url = new URL(`${getEnv().GHL_BASE_URL.replace(/\/$/, "")}/${path}`);
  url.search = new URLSearchParams(query).toString();
  return url;
}

/** The headers that every request to the conversations interface needs. */
export function ghlHeaders(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}`, version: CONVERSATIONS_VERSION };
}
