import "server-only";
import type { LookupFunction } from "node:net";
import { parseReceiverUrl } from "./parse-receiver-url";
import type { ReceiverPolicy } from "./receiver-policy";
import { type ResolvedReceiver, type ResolveHost, resolveReceiver } from "./resolve-receiver";

export type ReachedReceiver =
  | { ok: true; url: URL; lookup: LookupFunction }
  | { ok: false; problem: "forbidden_address" | "unresolvable" };

/**
 * Where a request to an address that a firm or another system named may go: its text is judged, its name resolved now, and
 * `lookup` answers with exactly those addresses, so that a name that was public when it was kept and leads inside today is
 * not followed (WH-13, INP-08).
 * @throws the reason of `signal` when that ended the wait for the name
 */
export async function reachReceiver(
  text: string,
  { policy, resolve, signal }: { policy: ReceiverPolicy; resolve: ResolveHost; signal: AbortSignal },
): Promise<ReachedReceiver> {
  const parsed = parseReceiverUrl(text, policy);
  if (!parsed.ok) return { ok: false, problem: "forbidden_address" };
  const resolved = await untilAborted(resolveReceiver(parsed, resolve), signal);
  if (resolved.ok) return { ok: true, url: parsed.url, lookup: pinnedTo(resolved.addresses) };
  return { ok: false, problem: resolved.problem === "unresolvable" ? "unresolvable" : "forbidden_address" };
}

/** Answers every question for the name with the addresses that were judged. */
function pinnedTo(addresses: Extract<ResolvedReceiver, { ok: true }>["addresses"]): LookupFunction {
  return (_host, options, callback) => {
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, addresses[0].address, addresses[0].family);
  };
}

/** A resolver cannot be told to stop; it is left behind instead. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
