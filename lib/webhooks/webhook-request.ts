import "server-only";
import type { HeaderReader } from "./header-reader";
import type { Provider } from "./provider";

/** A delivery as a door hands it over; no framework's request type, so that any server can stand before it. */
export type WebhookRequest = {
  provider: Provider;
  /** The last segment of the URL; null at the platform's own door. */
  endpointToken: string | null;
  method: string;
  /** Path and query as they came: some senders sign the address. */
  path: string;
  headers: HeaderReader;
  body: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> | null;
  /** The sender's address as far as the door knows it; it only narrows limits. */
  remoteAddress: string;
  requestId: string;
  now: Date;
};
