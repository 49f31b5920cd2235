import "server-only";
import { wasNeverSent } from "@/lib/http/was-never-sent";

export type VapiRefusal = "bad_request" | "bad_key" | "payment_required" | "forbidden" | "not_found" | "conflict";

/**
 * What a failed request says about its effect. `refused`: the provider answered and did nothing. `rate_limited` and
 * `unreachable`: nothing was done, and it may be tried again. `lost`: the request may or may not have taken effect.
 */
export type VapiFailure =
  | { kind: "refused"; reason: VapiRefusal }
  | { kind: "rate_limited" }
  | { kind: "unreachable" }
  | { kind: "lost" };

const REFUSALS: ReadonlyMap<number, VapiRefusal> = new Map([
  [400, "bad_request"],
  [401, "bad_key"],
  [402, "payment_required"],
  [403, "forbidden"],
  [404, "not_found"],
  [409, "conflict"],
  [422, "bad_request"],
]);

/**
 * Reads a thrown value of the SDK by status and system code, never by its text. Whatever is not certain is `lost`: a
 * 500 may come after the call was created, and a time-out says nothing at all.
 */
export function vapiFailureOf(error: unknown): VapiFailure {
  const status = statusOf(error);
  if (status !== null) {
    if (status === 429) return { kind: "rate_limited" };
    const reason = REFUSALS.get(status);
    return reason ? { kind: "refused", reason } : { kind: "lost" };
  }
  return wasNeverSent(error) ? { kind: "unreachable" } : { kind: "lost" };
}

/** The SDK's errors carry the answer's status; those of a request without an answer carry none. */
function statusOf(error: unknown): number | null {
  return error instanceof Error && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : null;
}
