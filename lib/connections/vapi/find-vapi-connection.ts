import "server-only";
import { eq } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import { type EndpointSummary, listEndpoints } from "@/lib/domain/webhook-endpoints/list-endpoints";
import { type ApiKeySummary, listApiKeys } from "@/lib/vault/list-api-keys";

/** What the integrations page shows of VAPI: nothing in it opens a door. */
export type VapiConnection = {
  state: "connected" | "failing" | "disconnected";
  keys: (ApiKeySummary & { createdByName: string | null })[];
  endpoint: EndpointSummary | null;
  assistantId: string | null;
  phoneNumber: string | null;
  credentialId: string | null;
  lastTestedAt: Date | null;
  lastTestResult: string | null;
};

/** The firm's VAPI connection as it stands. */
export async function findVapiConnection(tx: TenantTx): Promise<VapiConnection> {
  const [row] = await tx
    .select({
      state: connections.state,
      settings: connections.settings,
      lastTestedAt: connections.lastTestedAt,
      lastTestResult: connections.lastTestResult,
    })
    .from(connections)
    .where(eq(connections.serviceName, "vapi"));
  const keys = await listApiKeys(tx, "vapi");
  const people = await tx
    .select({ userId: memberships.userId, firstName: memberships.firstName, lastName: memberships.lastName })
    .from(memberships)
    .limit(500);
  const nameOf = (userId: string | null) => {
    const person = people.find((member) => member.userId === userId);
    return person ? [person.firstName, person.lastName].filter(Boolean).join(" ") : null;
  };
  const endpoints = await listEndpoints(tx);
  return {
    state: row?.state ?? "disconnected",
    keys: keys.map((key) => ({ ...key, createdByName: nameOf(key.createdByUserId) })),
    endpoint: endpoints.find((endpoint) => endpoint.provider === "vapi") ?? null,
    assistantId: row?.settings.assistantId ?? null,
    phoneNumber: row?.settings.phoneNumber ?? null,
    credentialId: row?.settings.credentialId ?? null,
    lastTestedAt: row?.lastTestedAt ?? null,
    lastTestResult: row?.lastTestResult ?? null,
  };
}
