import "server-only";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { createLeadFromStranger } from "@/lib/domain/leads/create-lead-from-stranger";
import type { MessageInput } from "./message-input";
import type { ResolvedClient } from "./resolve-client";

const MAX_NAME = 200;

/**
 * Makes a lead of somebody who writes and whom nobody knows, or finds the open one that they already are. A sender that is
 * no number and no person's WhatsApp id (a short code) is a machine and becomes none. The caller holds the sender's place.
 */
export async function welcomeStranger(
  tx: TenantTx,
  input: Pick<MessageInput, "eventId" | "channel" | "senderName" | "receivedAt">,
  client: ResolvedClient,
): Promise<void> {
  if (client.e164 === null && client.whatsappId === null) return;
  const [firm] = await tx.select({ locale: firms.locale }).from(firms).limit(1);
  const { leadId, isNew } = await createLeadFromStranger(tx, {
    via: input.channel,
    number: client.e164,
    whatsappId: client.whatsappId,
    senderName: input.senderName?.slice(0, MAX_NAME) ?? null,
    language: firm?.locale ?? "en",
    receivedAt: input.receivedAt,
  });
  if (!isNew) return;
  await recordAutomation(tx, {
    trigger: "webhook.received",
    action: "lead.created",
    subjectType: "lead",
    subjectId: leadId,
    eventId: input.eventId,
    detail: { channel: input.channel },
  });
}
