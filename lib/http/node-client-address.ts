import type { IncomingMessage } from "node:http";
import { clientAddress } from "./client-address";

/** The address that a request of Node's own server comes from; see clientAddress. */
export function nodeClientAddress(request: IncomingMessage, trustedHops: number): string {
  const header = request.headers["x-forwarded-for"];
  return clientAddress({
    socketAddress: request.socket.remoteAddress,
    forwardedFor: Array.isArray(header) ? header.join(",") : (header ?? null),
    trustedHops,
  });
}
