import "server-only";
import { eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import type { TenantTx } from "@/db/tenant";
import { CALL_TOKEN_PATTERN, hashCallToken } from "./call-token";

/** What a token allows, and for which call. */
export type CallGrant = {
  tokenId: string;
  callId: string;
  caseId: string | null;
  providerCallId: string | null;
  allowedFields: string[];
  allowedTools: string[];
  issuedAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
};

/**
 * The call behind a token, if it is this firm's; a foreign token answers as an unknown one. Whether the token is still
 * good is for the caller to say: a late report of an ended call is welcome, a late tool call is not.
 */
export async function findCallByToken(tx: TenantTx, token: string): Promise<CallGrant | null> {
  if (!CALL_TOKEN_PATTERN.test(token)) return null;
  const [row] = await tx
    .select({
      tokenId: callTokens.id,
      callId: callTokens.callId,
      caseId: callTokens.caseId,
      providerCallId: callLogs.providerCallId,
      allowedFields: callTokens.allowedFields,
      allowedTools: callTokens.allowedTools,
      issuedAt: callTokens.createdAt,
      expiresAt: callTokens.expiresAt,
      revokedAt: callTokens.revokedAt,
    })
    .from(callTokens)
    .innerJoin(callLogs, eq(callLogs.id, callTokens.callId))
    .where(eq(callTokens.tokenHash, hashCallToken(token)))
    .limit(1);
  return row ?? null;
}
