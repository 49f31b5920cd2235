import "server-only";
import { randomUUID } from "node:crypto";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { sha256 } from "@/lib/core/sha256";
import { listUnreportedCalls } from "@/lib/domain/calls/list-unreported-calls";
import { listKnownMessages } from "@/lib/domain/messages/list-known-messages";
import { processWebhookEventJob } from "@/lib/domain/webhook-events/process-webhook-event.job";
import { storeWebhookEvent } from "@/lib/domain/webhook-events/store-webhook-event";
import { enqueue } from "@/lib/jobs/enqueue";
import type { MissedEvent } from "./missed-events";
import { parseStrictText } from "./parse-strict-json";
import type { Binding, EventContext, Provider } from "./provider";

/** What stands in the place of a kind of proof: it was fetched with the firm's key, and nobody signed it. */
const RECOVERED = "recovered";

const BATCH_SIZE = 25;

type Door = { endpointId: string; account: string | null };

/**
 * Stores events that a provider's interface told, for the endpoint that missed them, and queues their work. They pass the
 * provider's own reading, binding and identity as a delivery does, so that one which comes late is a duplicate. What the
 * firm knows already, and what is about nothing of the firm's, is left out.
 * @returns how many were new
 */
export async function storeRecovered(
  principal: Principal,
  { provider, door, events, now }: { provider: Provider; door: Door; events: readonly MissedEvent[]; now: Date },
): Promise<number> {
  let stored = 0;
  for (let from = 0; from < events.length; from += BATCH_SIZE) {
    const batch = events.slice(from, from + BATCH_SIZE);
    stored += await inTenant(principal, async (tx) => {
      const missing = await leaveOutKnown(tx, { provider: provider.name, account: door.account, events: batch });
      let count = 0;
      for (const event of missing) if (await storeOne(tx, { provider, door, event, now })) count += 1;
      return count;
    });
  }
  return stored;
}

async function leaveOutKnown(
  tx: TenantTx,
  { provider, account, events }: { provider: string; account: string | null; events: readonly MissedEvent[] },
): Promise<MissedEvent[]> {
  const idsOf = (kind: "message" | "call") =>
    events.flatMap(({ tells }) => (tells !== null && tells.kind === kind ? [tells.id] : []));
  const messages = { provider, account: account ?? "", providerMessageIds: idsOf("message") };
  const known = await listKnownMessages(tx, messages);
  const unreported = await listUnreportedCalls(tx, { provider, providerCallIds: idsOf("call") });
  return events.filter(({ tells }) => {
    if (tells === null) return true;
    return tells.kind === "message" ? !known.has(tells.id) : unreported.has(tells.id);
  });
}

type Recovered = { provider: Provider; door: Door; event: MissedEvent; now: Date };

async function storeOne(tx: TenantTx, { provider, door, event, now }: Recovered): Promise<boolean> {
  const text = JSON.stringify(event.body);
  const read = parseStrictText(text);
  if (!read.ok) return false;
  const context: EventContext = {
    headers: { get: () => null },
    query: new URLSearchParams(),
    receivedAt: now,
    account: door.account,
    messageId: null,
    bodyHash: () => sha256(`${RECOVERED}:${event.key}`).toString("hex"),
  };
  const opened = provider.open(read.value, context);
  if (opened === null || !opened.isHandled || opened.reply) return false;
  const binding: Binding = typeof opened.binding === "function" ? await opened.binding(tx) : opened.binding;
  if (binding.kind !== "bound") return false;
  const eventId = randomUUID();
  const isNew = await storeWebhookEvent(tx, {
    id: eventId,
    provider: provider.name,
    endpointId: door.endpointId,
    identity: opened.identity,
    eventType: opened.type,
    callId: binding.callId,
    payload: opened.payload(),
    verification: RECOVERED,
    verifiedWith: "current",
    origin: "recovered",
    requestId: null,
    sizeBytes: Buffer.byteLength(text),
    state: "received",
    receivedAt: now,
  });
  if (isNew) await enqueue(tx, processWebhookEventJob, { eventId });
  return isNew;
}
