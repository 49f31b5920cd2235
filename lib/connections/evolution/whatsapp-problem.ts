import "server-only";
import type { LineReason } from "@/lib/domain/lines/line-reason";
import type { GatewayFailure } from "@/lib/integrations/evolution/gateway-request";

/** Why the gateway did not do what was asked of it, as it is shown. */
export type WhatsappProblem =
  | "not_configured"
  | Extract<LineReason, "bad_key" | "not_found" | "rate_limited" | "unreachable" | "unexpected">;

/** The problem behind a request to the gateway that was not carried out. */
export function problemOf(failure: GatewayFailure): WhatsappProblem {
  switch (failure.kind) {
    case "not_configured":
    case "rate_limited":
    case "unreachable":
      return failure.kind;
    case "lost":
      return "unreachable";
    case "refused":
      if (failure.reason === "not_found") return "not_found";
      return failure.reason === "bad_request" ? "unexpected" : "bad_key";
  }
}
