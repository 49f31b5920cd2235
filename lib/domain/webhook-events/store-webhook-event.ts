import "server-only";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";
import { seal } from "@/lib/vault/seal";
import { eventBinding } from "./event-binding";

export type VerifiedEvent = Pick<
  typeof webhookEvents.$inferInsert,
  | "provider"
  | "endpointId"
  | "identity"
  | "eventType"
  | "callId"
  | "verification"
  | "verifiedWith"
  | "origin"
  | "requestId"
  | "sizeBytes"
> & {
  id: string;
  /** JSON text as it is kept, sealed. */
  payload: string;
  /** `received` when work follows, `processed` when it was done inside the request, `ignored` when there is none. */
  state: "received" | "processed" | "ignored";
  receivedAt: Date;
};

/** Stores a verified event under the provider's identity of it. False for a repeat, which changes nothing (WH-05). */
export async function storeWebhookEvent(tx: TenantTx, event: VerifiedEvent): Promise<boolean> {
  const { payload, ...columns } = event;
  const inserted = await tx
    .insert(webhookEvents)
    .values({
      ...columns,
      payloadCiphertext: await seal(tx, eventBinding(event.id), payload),
      processedAt: event.state === "received" ? null : event.receivedAt,
    })
    .onConflictDoNothing({ target: [webhookEvents.tenantId, webhookEvents.provider, webhookEvents.identity] })
    .returning({ id: webhookEvents.id });
  return inserted.length > 0;
}
