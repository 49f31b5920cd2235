import "server-only";
import { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { decodePlatformEvent, identifyPlatformEvent, type PlatformEvent } from "@/lib/webhooks/platform-event";
import { defineProvider } from "@/lib/webhooks/provider";
import { PLATFORM_MESSAGE_TYPES, recordPlatformMessage } from "@/lib/webhooks/record-platform-message";

const NAME = "broadcast";
const CAMPAIGN_TYPES = new Set(["broadcast.started", "broadcast.completed"]);

const campaign = z.object({
  broadcastId: z.string().max(120),
  recipients: z.number().int().nonnegative().nullish(),
  delivered: z.number().int().nonnegative().nullish(),
  failed: z.number().int().nonnegative().nullish(),
});

/** A broadcast platform that follows our contract: what a texting platform says, and when a broadcast began and ended. */
export const broadcast = defineProvider<typeof NAME, PlatformEvent>({
  name: NAME,
  maxBytes: 1_048_576,
  contentTypes: ["application/json"],
  modes: ["standard-webhooks", "timestamped-hmac"],
  decode: decodePlatformEvent,
  describe: (event, context) => ({
    type: event.type,
    identity: identifyPlatformEvent(event, context),
    isHandled: PLATFORM_MESSAGE_TYPES.has(event.type) || CAMPAIGN_TYPES.has(event.type),
  }),
  bind: () => ({ kind: "bound", callId: null }),
  redact: (json) => json,
  handle: (tx, event, context) =>
    CAMPAIGN_TYPES.has(event.type)
      ? noteCampaign(tx, event, context.eventId)
      : recordPlatformMessage(tx, NAME, event, context),
});

async function noteCampaign(tx: TenantTx, event: PlatformEvent, eventId: string): Promise<void> {
  const facts = campaign.safeParse(event.data);
  await recordAutomation(tx, {
    trigger: "webhook.received",
    action: event.type,
    status: facts.success ? "done" : "skipped",
    subjectType: "message",
    subjectId: null,
    eventId,
    detail: {
      provider: NAME,
      broadcastId: facts.data?.broadcastId ?? null,
      recipients: facts.data?.recipients ?? null,
      delivered: facts.data?.delivered ?? null,
      failed: facts.data?.failed ?? null,
    },
  });
}
