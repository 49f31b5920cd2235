import "server-only";
import type { SEND_FAILURES } from "./deliveries.schema";

export type SendFailure = (typeof SEND_FAILURES)[number];

/** What became of one attempt. `excerpt` is the beginning of the body, at most 1 KB. */
export type ReceiverAnswer =
  | { kind: "answered"; status: number; retryAfter: string | null; excerpt: string }
  | { kind: "failed"; failure: SendFailure };
