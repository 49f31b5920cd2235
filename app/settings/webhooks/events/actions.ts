"use server";

import { revalidatePath } from "next/cache";
import { providerAction, tenantAction } from "@/lib/actions/action-client";
import { setProviderState } from "@/lib/domain/webhook-endpoints/set-provider-state";
import { dryRunEvent } from "@/lib/domain/webhook-events/dry-run-event";
import { dryRunEvents } from "@/lib/domain/webhook-events/dry-run-events";
import { listWebhookLog } from "@/lib/domain/webhook-events/list-webhook-log";
import { markEventsDone } from "@/lib/domain/webhook-events/mark-events-done";
import { quarantineEvents } from "@/lib/domain/webhook-events/quarantine-events";
import { releaseEvents } from "@/lib/domain/webhook-events/release-events";
import { replayEvents } from "@/lib/domain/webhook-events/replay-events";
import { revealEventPayload } from "@/lib/domain/webhook-events/reveal-event-payload";
import {
  eventInput,
  eventsInput,
  MOST_EVENTS,
  markEventsDoneInput,
  setProviderStateInput,
  webhookLogFilterInput,
} from "@/lib/domain/webhook-events/webhook-log.schema";
import { runEventWork } from "@/lib/webhooks/run-event-work";

const PATH = "/settings/webhooks/events";
const REVEAL_LIMIT = { perMinute: 30 };
// A trial holds the firm's audit chain while it runs.
const TRIAL_LIMIT = { perMinute: 20 };

export const revealEventAction = tenantAction({
  name: "webhook_event.reveal",
  permission: "integrations:manage",
  limit: REVEAL_LIMIT,
})
  .inputSchema(eventInput)
  .action(async ({ parsedInput, ctx }) => {
    const revealed = await revealEventPayload(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
    return revealed;
  });

// Not of a provider, but built as such an action: a trial opens transactions of its own, none may stand around it.
export const dryRunEventAction = providerAction({
  name: "webhook_event.dry_run",
  permission: "integrations:manage",
  limit: TRIAL_LIMIT,
})
  .inputSchema(eventInput)
  .action(({ parsedInput, ctx }) => dryRunEvent(ctx.principal, { ...parsedInput, work: runEventWork }));

export const dryRunEventsAction = providerAction({
  name: "webhook_event.dry_run",
  permission: "integrations:manage",
  limit: TRIAL_LIMIT,
})
  .inputSchema(eventsInput)
  .action(({ parsedInput, ctx }) => dryRunEvents(ctx.principal, { ...parsedInput, work: runEventWork }));

export const replayEventsAction = tenantAction({ name: "webhook_event.replay", permission: "integrations:manage" })
  .inputSchema(eventsInput)
  .action(async ({ parsedInput, ctx }) => {
    const result = await replayEvents(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
    return result;
  });

export const quarantineEventsAction = tenantAction({
  name: "webhook_event.quarantine",
  permission: "integrations:manage",
})
  .inputSchema(eventsInput)
  .action(async ({ parsedInput, ctx }) => {
    const result = await quarantineEvents(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
    return result;
  });

export const releaseEventsAction = tenantAction({ name: "webhook_event.release", permission: "integrations:manage" })
  .inputSchema(eventsInput)
  .action(async ({ parsedInput, ctx }) => {
    const result = await releaseEvents(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
    return result;
  });

export const markEventsDoneAction = tenantAction({
  name: "webhook_event.mark_done",
  permission: "integrations:manage",
})
  .inputSchema(markEventsDoneInput)
  .action(async ({ parsedInput, ctx }) => {
    const result = await markEventsDone(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
    return result;
  });

export const setProviderStateAction = tenantAction({
  name: "webhook_endpoint.set_state",
  permission: "integrations:manage",
})
  .inputSchema(setProviderStateInput)
  .action(async ({ parsedInput, ctx }) => {
    const count = await setProviderState(ctx.tx, parsedInput);
    revalidatePath("/settings/webhooks", "layout");
    return { count };
  });

export const listMatchingEventsAction = tenantAction({
  name: "webhook_event.list_matching",
  permission: "integrations:manage",
})
  .inputSchema(webhookLogFilterInput)
  .action(async ({ parsedInput, ctx }) => {
    const { rows } = await listWebhookLog(ctx.tx, { ...parsedInput, verdict: "verified", limit: MOST_EVENTS });
    return { eventIds: rows.map(({ id }) => id) };
  });
