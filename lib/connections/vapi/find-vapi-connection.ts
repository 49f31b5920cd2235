import "server-only";
import { eq, inArray } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import type { EndpointSummary } from "@/lib/domain/webhook-endpoints/endpoint-summary";
import { listEndpoints } from "@/lib/domain/webhook-endpoints/list-endpoints";
import { type ApiKeySummary, listApiKeys } from "@/lib/vault/list-api-keys";
import { readProblem, type VapiProblem } from "./vapi-problem";

export type VapiKey = ApiKeySummary & { createdByName: string | null };

/** What the integrations page shows of VAPI: nothing in it opens a door. */
export type VapiConnection = {
  state: "connected" | "failing" | "disconnected";
  /** What keeps it from working, the most urgent first. Empty when all is in place, and when nothing is connected. */
  problems: VapiProblem[];
  /** The current key first; the one before it while it still overlaps. */
  keys: VapiKey[];
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
  const endpoints = await listEndpoints(tx);
  const found = {
    state: row?.state ?? "disconnected",
    keys: await withNames(tx, (await listApiKeys(tx, "vapi")).filter(isUsable)),
    endpoint: endpoints.find((endpoint) => endpoint.provider === "vapi") ?? null,
    assistantId: row?.settings.assistantId ?? null,
    phoneNumber: row?.settings.phoneNumber ?? null,
    credentialId: row?.settings.credentialId ?? null,
    lastTestedAt: row?.lastTestedAt ?? null,
    lastTestResult: row?.lastTestResult ?? null,
  };
  return { ...found, problems: problemsOf(found) };
}

function isUsable({ usableUntil }: ApiKeySummary): boolean {
  return usableUntil === null || usableUntil > new Date();
}

function problemsOf(found: Omit<VapiConnection, "problems">): VapiProblem[] {
  if (found.state === "disconnected") return [];
  return [
    ...(found.state === "failing" ? [readProblem(found.lastTestResult)] : []),
    ...(found.credentialId === null ? (["unsigned"] as const) : []),
    ...(found.endpoint?.state === "active" ? [] : (["paused"] as const)),
  ];
}

async function withNames(tx: TenantTx, keys: ApiKeySummary[]): Promise<VapiKey[]> {
  const userIds = keys.flatMap(({ createdByUserId }) => (createdByUserId === null ? [] : [createdByUserId]));
  const people = await tx
    .select({ userId: memberships.userId, firstName: memberships.firstName, lastName: memberships.lastName })
    .from(memberships)
    .where(inArray(memberships.userId, userIds));
  // A key that was gone back to is the current one, and the older.
  const ordered = keys.toSorted((a, b) => Number(b.state === "current") - Number(a.state === "current"));
  return ordered.map((key) => {
    const person = people.find(({ userId }) => userId === key.createdByUserId);
    const name = [person?.firstName, person?.lastName].filter(Boolean).join(" ");
    return { ...key, createdByName: name === "" ? null : name };
  });
}
