import "server-only";
import { isIP } from "node:net";
import type { ReceiverProblem } from "@/lib/domain/outgoing-webhooks/subscriptions.schema";
import { addressKind } from "./address-kind";
import type { ReceiverPolicy } from "./receiver-policy";

export type ParsedReceiver = { ok: true; url: URL; isLoopback: boolean } | { ok: false; problem: ReceiverProblem };

const MAX_LENGTH = 2_048;

/** Ends of names that no public DNS gives out (RFC 6761, 6762, 8375, 9476; `.internal` by ICANN 2024). */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|home\.arpa|onion|alt|test|invalid)$/;

/**
 * Reads a receiver's address by what its text alone says: https, port 443, no credentials, a name of the internet or a
 * public address. The URL parser writes every notation of an IPv4 address (`0x7f.1`, `2130706433`) in four decimals.
 */
export function parseReceiverUrl(text: string, policy: ReceiverPolicy): ParsedReceiver {
  const url = text.length > MAX_LENGTH || /[\s\\]|\p{Cc}/u.test(text) ? null : URL.parse(text);
  if (url === null) return refuse("not_a_url");
  if (url.username !== "" || url.password !== "") return refuse("credentials");
  url.hash = "";
  const host = hostOf(url);
  if (policy.allowLoopback && /^https?:$/.test(url.protocol) && isLoopbackHost(host)) {
    return { ok: true, url, isLoopback: true };
  }
  if (url.protocol !== "https:") return refuse("not_https");
  if (url.port !== "") return refuse("port");
  if (isIP(host) !== 0) {
    return addressKind(host) === "public" ? { ok: true, url, isLoopback: false } : refuse("private_address");
  }
  if (host.endsWith(".") || !host.includes(".") || PRIVATE_NAME.test(host)) return refuse("private_name");
  return { ok: true, url, isLoopback: false };
}

/** The host without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

function isLoopbackHost(host: string): boolean {
  return host === "localhost" || (isIP(host) !== 0 && addressKind(host) === "loopback");
}

function refuse(problem: ReceiverProblem): ParsedReceiver {
  return { ok: false, problem };
}
