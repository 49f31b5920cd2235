import "server-only";
import { eq } from "drizzle-orm";
import { callTokens } from "@/db/schema/call-tokens";
import type { TenantTx } from "@/db/tenant";
import { type CallGrant, findCallByToken } from "./find-call-by-token";
import type { ToolCalls, ToolRequest } from "./tools/call-tool";

/** On whose authority a delivery's tool calls act; a refusal is recorded on `callId` where there is one. */
export type ToolAuthority =
  | { kind: "granted"; callId: string; grant: CallGrant; token: string }
  | { kind: "refused"; callId: string | null; code: "call_token_missing" | "foreign_call_token" };

/** The provider merges this static parameter into the arguments of every tool call. */
export const TOKEN_ARGUMENT = "callToken";

const LATEST_CLAIM_MS = 5 * 60_000;
const CLOCK_SKEW_MS = 5_000;

/**
 * The grant behind the envelope's token, or behind the static argument where the provider echoes no token. It must be for
 * the very call that the event was bound to.
 */
export async function findToolAuthority(tx: TenantTx, calls: ToolCalls): Promise<ToolAuthority> {
  const token = calls.callToken ?? tokenInArguments(calls.requests);
  const grant = token === null ? null : await findCallByToken(tx, token);
  if (token === null) return { kind: "refused", callId: calls.callId, code: "call_token_missing" };
  if (grant === null) return { kind: "refused", callId: calls.callId, code: "foreign_call_token" };
  const isOther =
    calls.callId === null
      ? grant.providerCallId !== null && grant.providerCallId !== calls.providerCallId
      : grant.callId !== calls.callId;
  if (isOther) return { kind: "refused", callId: calls.callId ?? grant.callId, code: "foreign_call_token" };
  return { kind: "granted", callId: grant.callId, grant, token };
}

/**
 * When a request was made. The provider's time stands only while it is plausible for this call, so that a request from
 * before the end that arrives a moment later is served, and an old recorded one is not.
 */
export function saidAtOf(calls: Pick<ToolCalls, "askedAt" | "receivedAt">, grant: CallGrant): Date {
  const lateMs = calls.receivedAt.getTime() - calls.askedAt.getTime();
  const isPlausible = lateMs <= LATEST_CLAIM_MS && lateMs >= -CLOCK_SKEW_MS && calls.askedAt >= grant.issuedAt;
  return isPlausible ? calls.askedAt : calls.receivedAt;
}

/** Read again for every request: an earlier one of the same delivery may have ended the token. */
export async function isGrantUsable(tx: TenantTx, grant: CallGrant, saidAt: Date): Promise<boolean> {
  const [token] = await tx
    .select({ expiresAt: callTokens.expiresAt, revokedAt: callTokens.revokedAt })
    .from(callTokens)
    .where(eq(callTokens.id, grant.tokenId));
  if (!token || saidAt >= token.expiresAt) return false;
  return token.revokedAt === null || saidAt < token.revokedAt;
}

function tokenInArguments(requests: readonly ToolRequest[]): string | null {
  for (const { args } of requests) {
    const token = args?.[TOKEN_ARGUMENT];
    if (typeof token === "string") return token;
  }
  return null;
}
