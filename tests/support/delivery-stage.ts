import { eq } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import { findDelivery } from "@/lib/domain/outgoing-webhooks/find-delivery";
import { insertDelivery } from "@/lib/domain/outgoing-webhooks/insert-delivery";
import { findSubscription } from "@/lib/domain/outgoing-webhooks/list-subscriptions";
import { attemptDelivery, type Outside } from "@/lib/outgoing/attempt-delivery";
import { createOutgoingFirm, type OutgoingFirm, type SubscribeOptions } from "./outgoing-firm";
import { startTestReceiver, type TestReceiver } from "./test-receiver";

/** An event as it is sent, with letters of more than one byte. */
export const EVENT_BODY = JSON.stringify({
  id: "evt_1",
  type: "lead.created",
  sequence: 7,
  lead: { firstName: "Zoë" },
});

/** A receiver on this machine, a clock that the suite moves, and the worker's hand. */
export type DeliveryStage = {
  receiver: TestReceiver;
  /** Milliseconds; begins at the real time, which the signature is checked against. */
  clock: number;
  /** A firm with a subscription and one delivery on its way to it. */
  underWay: (
    options?: SubscribeOptions,
  ) => Promise<{ firm: OutgoingFirm; subscriptionId: string; secret: string; deliveryId: string }>;
  sendOne: (firm: OutgoingFirm, subscriptionId: string) => Promise<string>;
  /** What the worker does with a delivery's job, by default the next one. */
  attempt: (firm: OutgoingFirm, deliveryId: string, changes?: Partial<Outside & { number: number }>) => Promise<void>;
};

let firmCount = 0;

/** Sets the stage for one test. */
export async function openDeliveryStage(): Promise<DeliveryStage> {
  const receiver = await startTestReceiver();
  const outside: Outside = {
    now: () => new Date(stage.clock),
    random: () => 0.5,
    resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    policy: { allowLoopback: true },
    deadlineMs: 500,
  };
  const stage: DeliveryStage = {
    receiver,
    clock: Date.now(),
    underWay: async (options = {}) => {
      firmCount += 1;
      const firm = await createOutgoingFirm(`org_deliveries_${firmCount}`);
      const subscription = await firm.subscribe({ url: receiver.url, ...options });
      return { firm, ...subscription, deliveryId: await stage.sendOne(firm, subscription.subscriptionId) };
    },
    sendOne: async (firm, subscriptionId) => {
      const now = new Date(stage.clock);
      const event = { eventType: "lead.created", sequence: 7, payload: EVENT_BODY, origin: "event" } as const;
      return (await firm.run((tx) => insertDelivery(tx, { ...event, subscriptionId, now }))).deliveryId;
    },
    attempt: async (firm, deliveryId, changes = {}) => {
      const number = changes.number ?? (await attemptsOf(firm, deliveryId)) + 1;
      const signal = new AbortController().signal;
      await attemptDelivery(firm.principal, { deliveryId, number, signal }, { ...outside, ...changes });
    },
  };
  return stage;
}

async function attemptsOf(firm: OutgoingFirm, deliveryId: string): Promise<number> {
  const rows = await firm.run((tx) =>
    tx
      .select({ attempts: webhookDeliveries.attempts })
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.id, deliveryId)),
  );
  return rows[0]?.attempts ?? 0;
}

/** A delivery with its attempts. */
export async function detailOf(firm: OutgoingFirm, subscriptionId: string, deliveryId: string) {
  const detail = await firm.run((tx) => findDelivery(tx, { subscriptionId, deliveryId }));
  if (detail === null) throw new Error("there is no such delivery");
  return detail;
}

/** A subscription as the list shows it. */
export function subscriptionOf(firm: OutgoingFirm, subscriptionId: string) {
  return firm.run((tx) => findSubscription(tx, subscriptionId));
}
