import { firms } from "@/db/schema/firms";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { createSubscription } from "@/lib/domain/outgoing-webhooks/create-subscription";
import type { DeliverySummary } from "@/lib/domain/outgoing-webhooks/deliveries.schema";
import type { OutgoingEventType } from "@/lib/domain/outgoing-webhooks/event-types.schema";
import { OUTGOING_EVENT_TYPES } from "@/lib/domain/outgoing-webhooks/event-types.schema";
import { listDeliveries } from "@/lib/domain/outgoing-webhooks/list-deliveries";
import { revealDelivery } from "@/lib/domain/outgoing-webhooks/reveal-delivery";
import { checkReceiver } from "@/lib/outgoing/check-receiver";
import { testPrincipal } from "./test-database";

export type OutgoingFirm = {
  principal: Principal;
  run: <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;
  subscribe: (options?: SubscribeOptions) => Promise<{ subscriptionId: string; secret: string }>;
  /** In the order of their numbers. */
  deliveries: (subscriptionId: string) => Promise<DeliverySummary[]>;
  /** The events that were put on their way, in the order of their numbers, as they are sent. */
  payloads: (subscriptionId: string) => Promise<Record<string, unknown>[]>;
};

export type SubscribeOptions = {
  url?: string;
  eventTypes?: OutgoingEventType[];
  headers?: { name: string; value: string }[];
};

export const RECEIVER_URL = "http://localhost:9/hook";

/** A firm with its row, and hands to subscribe receivers on this machine and to read what goes to them. */
export async function createOutgoingFirm(orgId: string): Promise<OutgoingFirm> {
  const principal = testPrincipal(orgId);
  const run: OutgoingFirm["run"] = (work) => inTenant(principal, work);
  await run((tx) =>
    tx
      .insert(firms)
      .values({
        clerkOrganizationId: orgId,
        name: "Calder & Reyes",
        slug: orgId.replaceAll("_", "-"),
        hours: {},
        timeZone: "America/Phoenix",
      })
      .onConflictDoNothing(),
  );
  return { principal, run, ...handsOf(run) };
}

/** The same hands for a firm that a suite made in another way. */
export function handsOf(run: OutgoingFirm["run"]): Pick<OutgoingFirm, "subscribe" | "deliveries" | "payloads"> {
  const deliveries = async (subscriptionId: string) =>
    (await run((tx) => listDeliveries(tx, { subscriptionId, limit: 200 }))).rows.toSorted(
      (left, right) => left.sequence - right.sequence || left.createdAt.getTime() - right.createdAt.getTime(),
    );
  return {
    deliveries,
    subscribe: async (options = {}) => {
      const check = await checkReceiver(options.url ?? RECEIVER_URL, { policy: { allowLoopback: true } });
      if (!check.ok) throw new Error(check.problem);
      return run((tx) =>
        createSubscription(tx, {
          receiver: check.receiver,
          label: "CRM",
          eventTypes: options.eventTypes ?? [...OUTGOING_EVENT_TYPES],
          headers: options.headers ?? [],
          userId: "user_admin",
        }),
      );
    },
    payloads: async (subscriptionId) => {
      const rows = await deliveries(subscriptionId);
      const texts = await Promise.all(rows.map((row) => run((tx) => revealDelivery(tx, { deliveryId: row.id }))));
      return texts.map(({ payload }) => JSON.parse(payload ?? "null") as Record<string, unknown>);
    },
  };
}
