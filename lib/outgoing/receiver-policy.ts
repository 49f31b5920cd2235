import "server-only";
import { getEnv } from "@/lib/core/env";

/** What a firm may name as a receiver, beside addresses of the internet. */
export type ReceiverPolicy = {
  /** This machine itself, over plain HTTP and at any port: for demonstrations. */
  allowLoopback: boolean;
};

/** The deployment's policy. The boot check refuses the switch outside the embedded mode; it counts for nothing there. */
export function receiverPolicy(): ReceiverPolicy {
  const env = getEnv();
  return { allowLoopback: env.DOCKETLINE_MODE === "embedded" && env.OUTGOING_WEBHOOKS_ALLOW_LOOPBACK };
}
