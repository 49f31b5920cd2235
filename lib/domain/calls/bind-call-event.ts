import "server-only";
import { and, eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";
import { findCallByToken } from "./find-call-by-token";

export type CallBinding =
  | { kind: "bound"; callId: string }
  | { kind: "unrelated" }
  | { kind: "refused"; code: "conflicting_call_tokens" | "foreign_call_token" | "foreign_provider_call" };

/**
 * Which of the firm's calls an event is about (WH-03). The token decides; the provider's own id of the call must agree
 * with it once it is known, and stands in for it where the provider echoes no token. Neither reaches another firm.
 */
export async function bindCallEvent(
  tx: TenantTx,
  event: { provider: string; callTokens: readonly string[]; providerCallId: string | null },
): Promise<CallBinding> {
  const { provider, providerCallId } = event;
  const [token, ...others] = new Set(event.callTokens);
  if (others.length > 0) return { kind: "refused", code: "conflicting_call_tokens" };
  const owner = providerCallId === null ? null : await findByProviderId(tx, provider, providerCallId);
  if (token === undefined) return owner === null ? { kind: "unrelated" } : { kind: "bound", callId: owner };
  const grant = await findCallByToken(tx, token);
  if (grant === null) return { kind: "refused", code: "foreign_call_token" };
  const isOther = providerCallId !== null && grant.providerCallId !== null && grant.providerCallId !== providerCallId;
  if (isOther || (owner !== null && owner !== grant.callId)) return { kind: "refused", code: "foreign_provider_call" };
  return { kind: "bound", callId: grant.callId };
}

async function findByProviderId(tx: TenantTx, provider: string, providerCallId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: callLogs.id })
    .from(callLogs)
    .where(and(eq(callLogs.provider, provider), eq(callLogs.providerCallId, providerCallId)));
  return row?.id ?? null;
}
