import "server-only";
import { inTenant } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { findLine } from "@/lib/domain/lines/find-line";
import type { LineTest } from "@/lib/domain/lines/line-test";
import { recordLineState } from "@/lib/domain/lines/record-line-state";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { testProvider } from "./test-provider";

export type RotatedKey = { kind: "saved" } | { kind: "refused"; reason: Extract<LineTest, { ok: false }>["reason"] };

/**
 * Puts a new key in the place of the one that the firm's lines of this provider use, after the provider has taken it. A
 * WhatsApp instance has a token of its own, which nobody types.
 * @throws AppError `not_found` for an unknown, foreign or removed line, and for a WhatsApp instance
 */
export async function rotateLineKey(
  principal: Principal,
  { lineId, key, userId }: { lineId: string; key: string; userId: string | null },
): Promise<RotatedKey> {
  const line = await inTenant(principal, (tx) => findLine(tx, lineId));
  if (line === null || line.removedAt !== null || line.provider === "evolution") {
    throw new AppError("not_found", "This line does not exist");
  }
  const { provider, account } = line;
  const test = await testProvider({ provider, account, key });
  if (test !== null && !test.ok) return { kind: "refused", reason: test.reason };
  await inTenant(principal, async (tx) => {
    await saveApiKey(tx, { service: provider, key, userId, overlapHours: 0 });
    await recordLineState(tx, { lineId, state: "connected", reason: null, at: new Date() });
  });
  return { kind: "saved" };
}
