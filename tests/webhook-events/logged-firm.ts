import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { automationLogs } from "@/db/schema/automation-logs";
import { callLogs } from "@/db/schema/call-logs";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookEvents } from "@/db/schema/webhook-events";
import { webhookRefusals } from "@/db/schema/webhook-refusals";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { storeWebhookEvent } from "@/lib/domain/webhook-events/store-webhook-event";
import { processWebhookEvent } from "@/lib/jobs/handlers/process-webhook-event";
import { createCallingFirm } from "@/tests/support/calling-firm";
import { testPrincipal } from "@/tests/support/test-database";

/** Words of a client that no masked view, log line or request may show. */
export const CANARIES = [
  "Canarywoman",
  "canary@example.com",
  "+16025550142",
  "16025550142",
  "078-05-1120",
  "77 Canary Street",
  "my knee hurts canary",
];

export type LoggedFirm = {
  organizationId: string;
  principal: Principal;
  /** An administrator who is in no case's wall. */
  outsider: Principal;
  endpointId: string;
  callId: string;
  caseId: string;
  read: <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;
  store: (options?: StoreOptions) => Promise<string>;
  refuse: (options?: RefusalOptions) => Promise<string>;
  stateOf: (eventId: string) => Promise<typeof webhookEvents.$inferSelect>;
  /** Does the event's work as the worker would. */
  work: (eventId: string) => Promise<string>;
  linesOf: (eventId: string) => Promise<string[]>;
};

type StoreOptions = {
  payload?: unknown;
  /** What of the row is different from a fresh VAPI report of the firm's call. */
  row?: Partial<typeof webhookEvents.$inferInsert>;
};

type RefusalOptions = Partial<Omit<typeof webhookRefusals.$inferInsert, "endpointId">>;

/** A firm with a client, a case, a call under way, and one endpoint for VAPI. */
export async function openLoggedFirm(name: string, options: { isRestricted?: boolean } = {}): Promise<LoggedFirm> {
  const orgId = `org_${name}_${randomUUID().slice(0, 8)}`;
  const made = await createCallingFirm({
    orgId,
    ...(options.isRestricted ? { restrictedTo: [`user_of_${orgId}`] } : {}),
  });
  const { principal, caseId } = made;
  const read = <T>(work: (tx: TenantTx) => Promise<T>) => inTenant(principal, work);
  const [endpointId, callId] = [randomUUID(), randomUUID()];
  await read(async (tx) => {
    await tx.insert(webhookEndpoints).values({
      id: endpointId,
      provider: "vapi",
      label: "Voice",
      tokenHash: randomBytes(32),
      tokenCiphertext: randomBytes(60),
      mode: "standard-webhooks",
      secretCiphertext: randomBytes(60),
      secretFingerprint: "f",
    });
    await tx.insert(callLogs).values({
      id: callId,
      direction: "outbound",
      purpose: "case_information",
      language: "en",
      caseId,
      contactId: made.contactId,
      clientNumber: made.e164,
      dialState: "placed",
    });
  });
  const stateOf = async (eventId: string) => {
    const [row] = await read((tx) => tx.select().from(webhookEvents).where(eq(webhookEvents.id, eventId)));
    if (!row) throw new Error(`no event ${eventId}`);
    return row;
  };
  return {
    organizationId: orgId,
    principal,
    outsider: testPrincipal(orgId, { actor: { type: "user", userId: "user_outside" } }),
    endpointId,
    callId,
    caseId,
    read,
    store: (storeOptions = {}) => read((tx) => storeEvent(tx, { endpointId, callId, ...storeOptions })),
    refuse: (row = {}) => read((tx) => storeRefusal(tx, { endpointId, ...row })),
    stateOf,
    work: (eventId) => workOn(principal, eventId),
    linesOf: (eventId) =>
      read(async (tx) => {
        const rows = await tx.select().from(automationLogs).where(eq(automationLogs.eventId, eventId));
        return rows.map(({ action }) => action).toSorted();
      }),
  };
}

async function storeEvent(
  tx: TenantTx,
  { endpointId, callId, payload, row }: StoreOptions & { endpointId: string; callId: string },
): Promise<string> {
  const id = randomUUID();
  await storeWebhookEvent(tx, {
    id,
    provider: "vapi",
    endpointId,
    identity: `${randomUUID()}:end-of-call-report:once`,
    eventType: "end-of-call-report",
    callId,
    verification: "standard-webhooks",
    verifiedWith: "current",
    requestId: randomUUID(),
    sizeBytes: 2_048,
    payload: JSON.stringify(payload ?? reportOf(randomUUID())),
    state: "received",
    receivedAt: new Date(),
  });
  if (row) await tx.update(webhookEvents).set(row).where(eq(webhookEvents.id, id));
  return id;
}

async function storeRefusal(tx: TenantTx, row: RefusalOptions & { endpointId: string }): Promise<string> {
  const id = randomUUID();
  await tx.insert(webhookRefusals).values({
    id,
    provider: "vapi",
    reason: "bad_signature",
    requestId: randomUUID(),
    refusedAt: new Date(),
    ...row,
  });
  return id;
}

/** The report of a call in which the client said all that must not be shown, and asked not to be called again. */
function reportOf(providerCallId: string) {
  const said = `${CANARIES.join(", ")}. Please stop calling me.`;
  return {
    message: {
      type: "end-of-call-report",
      timestamp: Date.now(),
      endedReason: "customer-ended-call",
      startedAt: "2026-11-20T17:00:00.000Z",
      endedAt: "2026-11-20T17:03:10.000Z",
      customer: { number: "+16025550142", name: "Canarywoman" },
      call: { id: providerCallId, type: "outboundPhoneCall" },
      analysis: { summary: said, structuredData: { address: "77 Canary Street", ssn: "078-05-1120" } },
      artifact: {
        messages: [
          { role: "bot", message: "How can we help?", secondsFromStart: 1 },
          { role: "user", message: said, secondsFromStart: 4 },
        ],
      },
    },
  };
}

async function workOn(principal: Principal, eventId: string): Promise<string> {
  const outcome = await processWebhookEvent.run({
    id: randomUUID(),
    data: { tenantId: principal.tenantId, payload: { eventId } },
    retryCount: 0,
    retryLimit: 8,
    signal: new AbortController().signal,
  });
  return outcome.status;
}
