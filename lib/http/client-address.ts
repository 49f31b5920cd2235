import { isIP } from "node:net";

type Sender = {
  /** Whoever holds the other end of the connection; absent where a platform runs the handler without one. */
  socketAddress: string | undefined;
  /** `X-Forwarded-For` as it arrived: each proxy appends whom it was asked by. */
  forwardedFor: string | null;
  /** How many proxies of ours stand in front and append (TRUSTED_PROXY_HOPS). */
  trustedHops: number;
};

/**
 * The address that a request comes from. Entries of `X-Forwarded-For` count from the right, one for each trusted proxy:
 * what stands further left is the client's own claim. Without a proxy it is the connection's address, whatever the
 * header says. IPv4 in IPv6 notation becomes IPv4; `unknown` when there is no address at all.
 */
export function clientAddress({ socketAddress, forwardedFor, trustedHops }: Sender): string {
  const entries = trustedHops === 0 || forwardedFor === null ? [] : forwardedFor.split(",");
  const entry = entries.at(-trustedHops) ?? entries[0];
  return readAddress(entry) ?? readAddress(socketAddress) ?? "unknown";
}

const WITH_PORT = /^(?:\[([^\]]+)\]|(\d+\.\d+\.\d+\.\d+))(?::\d+)?$/;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

function readAddress(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const trimmed = text.trim();
  const match = WITH_PORT.exec(trimmed);
  const address = match?.[1] ?? match?.[2] ?? trimmed;
  return isIP(address) === 0 ? undefined : (MAPPED.exec(address)?.[1] ?? address);
}
