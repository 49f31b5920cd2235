import "server-only";
import type { VapiFailure } from "@/lib/integrations/vapi/vapi-failure";

/** What can keep a firm's VAPI connection from working, as it is kept and shown. */
const VAPI_PROBLEMS = [
  "bad_key",
  "payment_required",
  "rate_limited",
  "unreachable",
  "refused",
  "unexpected",
  "unfinished",
  "no_number",
  "unknown_credential",
  "unsigned",
  "paused",
] as const;

export type VapiProblem = (typeof VAPI_PROBLEMS)[number];

/** The problem behind a request that VAPI did not carry out. */
export function problemOf(failure: VapiFailure): VapiProblem {
  switch (failure.kind) {
    case "refused":
      if (failure.reason === "bad_key" || failure.reason === "forbidden") return "bad_key";
      return failure.reason === "payment_required" ? "payment_required" : "refused";
    case "rate_limited":
      return "rate_limited";
    case "unreachable":
    case "lost":
      return "unreachable";
  }
}

/** A stored result as a problem; one that this version does not know counts as unexpected. */
export function readProblem(stored: string | null): VapiProblem {
  return VAPI_PROBLEMS.find((problem) => problem === stored) ?? "unexpected";
}
