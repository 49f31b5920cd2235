import "server-only";
import { getEnv } from "@/lib/core/env";
import { type ReceiverPolicy, receiverPolicy } from "@/lib/outgoing/receiver-policy";

/** Where HighLevel may say that a file lies: its storage (`GHL_FILE_HOSTS`) and, in the embedded mode, the stand-in's own. */
export function isGhlFileAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  if (isStandIn(url)) return true;
  return (
    url.protocol === "https:" &&
    getEnv().GHL_FILE_HOSTS.some(({ host, path }) => url.hostname === host && url.pathname.startsWith(`${path}/`))
  );
}

/** No address of this machine but the stand-in's. */
export function ghlFilePolicy(address: string): ReceiverPolicy {
  const url = URL.parse(address);
  return { allowLoopback: receiverPolicy().allowLoopback || (url !== null && isStandIn(url)) };
}

function isStandIn(url: URL): boolean {
  const { DOCKETLINE_MODE, GHL_BASE_URL } = getEnv();
  if (DOCKETLINE_MODE !== "embedded") return false;
  const base = new URL(GHL_BASE_URL);
  return url.origin === base.origin && url.pathname.startsWith(`${base.pathname.replace(/\/$/, "")}/files/`);
}
