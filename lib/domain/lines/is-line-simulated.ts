import "server-only";
import type { LINE_PROVIDERS, LineSettings } from "@/db/schema/lines";
import { getEnv } from "@/lib/core/env";

type Line = { provider: (typeof LINE_PROVIDERS)[number]; settings: LineSettings };

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether what is sent by the line goes to a stand-in: no network is connected and nobody is reached. A vendor's own host
 * is real, and every host of a platform or gateway that the firm runs, unless it is this machine in the embedded mode.
 */
export function isLineSimulated({ provider, settings }: Line): boolean {
  const env = getEnv();
  switch (provider) {
    case "twilio":
      return !/(^|\.)twilio\.com$/.test(hostOf(env.TWILIO_BASE_URL));
    case "ghl":
      return !/(^|\.)leadconnectorhq\.com$/.test(hostOf(env.GHL_BASE_URL));
    case "aloware":
      return !/(^|\.)aloware\.(io|com)$/.test(hostOf(env.ALOWARE_BASE_URL));
    case "evolution":
      return env.DOCKETLINE_MODE === "embedded" && LOOPBACK.has(hostOf(env.EVOLUTION_BASE_URL));
    case "texting":
    case "broadcast":
      return LOOPBACK.has(hostOf(settings.sendUrl));
  }
}

function hostOf(url: string | undefined): string {
  return URL.parse(url ?? "")?.hostname ?? "";
}
