import "server-only";
import { eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";
import { unseal } from "@/lib/vault/unseal";

/** The service name under which a payload is sealed, with the call's id as its row. */
export const PAYLOAD_SERVICE = "call-payload";

/** The bytes that left the building for a call, or will; null for an inbound, unknown, foreign or walled call. */
export async function findCallPayload(tx: TenantTx, callId: string): Promise<string | null> {
  const [call] = await tx.select({ payload: callLogs.payload }).from(callLogs).where(eq(callLogs.id, callId));
  if (!call || call.payload === null) return null;
  return unseal(tx, { service: PAYLOAD_SERVICE, recordId: callId }, Buffer.from(call.payload, "base64"));
}
