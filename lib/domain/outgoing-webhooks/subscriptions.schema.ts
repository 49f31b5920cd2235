import { z } from "zod";
import { personText } from "@/lib/core/text.schema";
import { outgoingEventType } from "./event-types.schema";
import { changedHeaders, newHeaders } from "./extra-headers.schema";

/** Why an address cannot be a receiver. */
export const RECEIVER_PROBLEMS = [
  "not_a_url",
  "not_https",
  "credentials",
  "port",
  "private_name",
  "private_address",
  "unresolvable",
] as const;
export type ReceiverProblem = (typeof RECEIVER_PROBLEMS)[number];

const SUBSCRIPTION_STATES = ["active", "paused", "disabled"] as const;

const eventTypes = z
  .array(outgoingEventType)
  .min(1, { error: "required" })
  .transform((types) => [...new Set(types)]);

/** A subscription as a person or a script asks for it. The address is judged apart (see lib/outgoing/check-receiver.ts). */
export const createSubscriptionInput = z.strictObject({
  url: z.string().trim().min(1, { error: "required" }).max(2_048, { error: "tooLong" }),
  label: personText(80),
  eventTypes,
  headers: newHeaders,
});

export const updateSubscriptionInput = z.strictObject({
  subscriptionId: z.uuid(),
  label: personText(80),
  eventTypes,
  headers: changedHeaders,
});

export const subscriptionIdInput = z.strictObject({ subscriptionId: z.uuid() });

/** How long the secret of before signs beside the new one; 0 ends it at once. */
export const rotateSubscriptionSecretInput = z.strictObject({
  subscriptionId: z.uuid(),
  overlapHours: z.int().min(0).max(72).default(24),
});

export const setSubscriptionStateInput = z.strictObject({
  subscriptionId: z.uuid(),
  state: z.enum(["active", "paused", "deleted"]),
});

/** A subscription as it may be shown: no secret, no header's value, and of the address the host alone. */
export const subscriptionSummary = z.strictObject({
  id: z.uuid(),
  label: z.string(),
  host: z.string(),
  eventTypes: z.array(outgoingEventType),
  headerNames: z.array(z.string()),
  state: z.enum(SUBSCRIPTION_STATES),
  /** `gone`: the receiver answered 410. `failing`: nothing arrived for five days. */
  disabledReason: z.enum(["gone", "failing"]).nullable(),
  secretFingerprint: z.string(),
  previousSecretUsableUntil: z.date().nullable(),
  failingSince: z.date().nullable(),
  lastSuccessAt: z.date().nullable(),
  lastFailureAt: z.date().nullable(),
  /** A code of SEND_FAILURES, or `http_<status>`. */
  lastFailure: z.string().nullable(),
  /** Failed attempts since the last success. */
  failureCount: z.int(),
  createdAt: z.date(),
});
export type SubscriptionSummary = z.output<typeof subscriptionSummary>;
