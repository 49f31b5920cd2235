import "server-only";
import { inTenant } from "@/db/tenant";
import { followWhatsapp } from "@/lib/connections/evolution/follow-whatsapp";
import { AppError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { findLine } from "@/lib/domain/lines/find-line";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import type { LineReason } from "@/lib/domain/lines/line-reason";
import type { LineTest } from "@/lib/domain/lines/line-test";
import { recordLineState } from "@/lib/domain/lines/record-line-state";
import { getApiKey } from "@/lib/vault/get-api-key";
import { testProvider } from "./test-provider";

/** `nothing_to_ask`: the platform takes texts alone. */
export type TestedLine =
  | { kind: "works" | "nothing_to_ask" | "not_open" }
  | { kind: "failed"; reason: LineReason | "not_configured" };

/**
 * Asks a line's provider whether it works now, and keeps the answer. That the provider cannot be reached says nothing of the
 * line, whose state stays.
 * @throws AppError `not_found` for an unknown, foreign or removed line
 */
export async function testLine(principal: Principal, { lineId }: { lineId: string }): Promise<TestedLine> {
  const { line, key } = await inTenant(principal, async (tx) => {
    const found = await findLine(tx, lineId);
    if (found === null || found.removedAt !== null) throw new AppError("not_found", "This line does not exist");
    return { line: found, key: await getApiKey(tx, keyServiceOf(found)) };
  });
  if (line.provider === "evolution") {
    const followed = await followWhatsapp(principal, { lineId });
    if (!followed.ok) return { kind: "failed", reason: followed.problem };
    return { kind: followed.state === "open" ? "works" : "not_open" };
  }
  if (key === null) return { kind: "failed", reason: "bad_key" };
  const at = new Date();
  const test = await testProvider({ provider: line.provider, account: line.account, key });
  if (test === null) return { kind: "nothing_to_ask" };
  const reason = test.ok ? null : reasonOf(test);
  if (reason !== "unreachable" && reason !== "rate_limited") {
    const state = test.ok ? "connected" : "failing";
    await inTenant(principal, (tx) => recordLineState(tx, { lineId, state, reason, at }));
  }
  return reason === null ? { kind: "works" } : { kind: "failed", reason };
}

function reasonOf({ reason }: Extract<LineTest, { ok: false }>): LineReason {
  switch (reason) {
    case "wrong_account":
      return "not_found";
    case "suspended":
      return "payment_required";
    default:
      return reason;
  }
}
