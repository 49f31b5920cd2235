import "server-only";
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { addressKind } from "./address-kind";
import { hostOf } from "./parse-receiver-url";

export type HostAddress = { address: string; family: number };

/** Asks for all addresses of a name; throws when there is none. */
export type ResolveHost = (host: string) => Promise<readonly HostAddress[]>;

export type ResolvedReceiver =
  | { ok: true; addresses: readonly [HostAddress, ...HostAddress[]] }
  | { ok: false; problem: "unresolvable" | "private_address" };

/** The system's resolver. */
export const resolveHost: ResolveHost = (host) => lookup(host, { all: true, verbatim: true });

/**
 * The addresses that a connection to `receiver` may be made to. One address in the answer that is not allowed refuses all
 * of them: who answers so either tries something or is wrong about its own network.
 */
export async function resolveReceiver(
  receiver: { url: URL; isLoopback: boolean },
  resolve: ResolveHost,
): Promise<ResolvedReceiver> {
  const host = hostOf(receiver.url);
  const [first, ...others] = isIP(host) === 0 ? await answerOf(host, resolve) : [{ address: host, family: isIP(host) }];
  if (!first) return { ok: false, problem: "unresolvable" };
  const wanted = receiver.isLoopback ? "loopback" : "public";
  const isAllowed = [first, ...others].every(({ address }) => addressKind(address) === wanted);
  return isAllowed ? { ok: true, addresses: [first, ...others] } : { ok: false, problem: "private_address" };
}

async function answerOf(host: string, resolve: ResolveHost): Promise<readonly HostAddress[]> {
  try {
    return await resolve(host);
  } catch {
    return [];
  }
}
