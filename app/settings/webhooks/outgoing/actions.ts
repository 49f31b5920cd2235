"use server";

import { revalidatePath } from "next/cache";
import { providerAction, tenantAction } from "@/lib/actions/action-client";
import { subscribeReceiver } from "@/lib/connections/outgoing-webhooks/subscribe-receiver";
import {
  deliveryIdInput,
  findDeliveryInput,
  sendTestEventInput,
} from "@/lib/domain/outgoing-webhooks/deliveries.schema";
import { findDelivery } from "@/lib/domain/outgoing-webhooks/find-delivery";
import { replayDelivery } from "@/lib/domain/outgoing-webhooks/replay-delivery";
import { revealDelivery } from "@/lib/domain/outgoing-webhooks/reveal-delivery";
import { revealSubscription } from "@/lib/domain/outgoing-webhooks/reveal-subscription";
import { rotateSubscriptionSecret } from "@/lib/domain/outgoing-webhooks/rotate-subscription-secret";
import { sendTestEvent } from "@/lib/domain/outgoing-webhooks/send-test-event";
import { setSubscriptionState } from "@/lib/domain/outgoing-webhooks/set-subscription-state";
import {
  createSubscriptionInput,
  rotateSubscriptionSecretInput,
  setSubscriptionStateInput,
  subscriptionIdInput,
  updateSubscriptionInput,
} from "@/lib/domain/outgoing-webhooks/subscriptions.schema";
import { updateSubscription } from "@/lib/domain/outgoing-webhooks/update-subscription";

const PATH = "/settings/webhooks/outgoing";
// Each of these asks the network or shows a secret.
const CAREFUL_LIMIT = { perMinute: 20 };
const POLLING_LIMIT = { perMinute: 240 };

export const createSubscriptionAction = providerAction({
  name: "webhook_subscription.create",
  permission: "integrations:manage",
  limit: CAREFUL_LIMIT,
})
  .inputSchema(createSubscriptionInput)
  // The list is read again when the secret has been taken along: a new list would take the dialog with it.
  .action(({ parsedInput, ctx }) => subscribeReceiver(ctx.principal, parsedInput));

export const updateSubscriptionAction = tenantAction({
  name: "webhook_subscription.update",
  permission: "integrations:manage",
})
  .inputSchema(updateSubscriptionInput)
  .action(async ({ parsedInput, ctx }) => {
    await updateSubscription(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
  });

export const rotateSubscriptionSecretAction = tenantAction({
  name: "webhook_subscription.rotate_secret",
  permission: "integrations:manage",
  limit: CAREFUL_LIMIT,
})
  .inputSchema(rotateSubscriptionSecretInput)
  .action(async ({ parsedInput, ctx }) => {
    const rotated = await rotateSubscriptionSecret(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
    return rotated;
  });

export const setSubscriptionStateAction = tenantAction({
  name: "webhook_subscription.set_state",
  permission: "integrations:manage",
})
  .inputSchema(setSubscriptionStateInput)
  .action(async ({ parsedInput, ctx }) => {
    await setSubscriptionState(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
  });

export const revealSubscriptionAction = tenantAction({
  name: "webhook_subscription.reveal",
  permission: "integrations:manage",
  limit: CAREFUL_LIMIT,
})
  .inputSchema(subscriptionIdInput)
  .action(({ parsedInput, ctx }) => revealSubscription(ctx.tx, parsedInput));

export const sendOutgoingTestAction = tenantAction({
  name: "webhook_subscription.test",
  permission: "integrations:manage",
  limit: CAREFUL_LIMIT,
})
  .inputSchema(sendTestEventInput)
  .action(async ({ parsedInput, ctx }) => {
    const sent = await sendTestEvent(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
    return sent;
  });

export const findDeliveryStateAction = tenantAction({
  name: "webhook_delivery.find",
  permission: "integrations:read",
  limit: POLLING_LIMIT,
})
  .inputSchema(findDeliveryInput)
  .action(async ({ parsedInput, ctx }) => {
    const delivery = await findDelivery(ctx.tx, parsedInput);
    if (delivery === null) return null;
    const { state, lastStatus, lastFailure } = delivery;
    return { state, lastStatus, lastFailure };
  });

export const replayDeliveryAction = tenantAction({
  name: "webhook_delivery.replay",
  permission: "integrations:manage",
})
  .inputSchema(deliveryIdInput)
  .action(async ({ parsedInput, ctx }) => {
    const replayed = await replayDelivery(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
    return replayed;
  });

export const revealDeliveryAction = tenantAction({
  name: "webhook_delivery.reveal",
  permission: "integrations:manage",
  limit: CAREFUL_LIMIT,
})
  .inputSchema(deliveryIdInput)
  .action(({ parsedInput, ctx }) => revealDelivery(ctx.tx, parsedInput));
