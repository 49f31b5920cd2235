"use server";

import { revalidatePath } from "next/cache";
import { tenantAction } from "@/lib/actions/action-client";
import { alertInput, saveRecoveryKeyInput } from "@/lib/domain/webhook-alerts/alerts.schema";
import { dismissAlert } from "@/lib/domain/webhook-alerts/dismiss-alert";
import { requestRecovery } from "@/lib/domain/webhook-alerts/request-recovery";
import { saveApiKey } from "@/lib/vault/save-api-key";

const PATH = "/settings/webhooks";
// Each of these makes us ask a provider.
const PROVIDER_LIMIT = { perMinute: 10 };

export const dismissAlertAction = tenantAction({ name: "webhook_alert.dismiss", permission: "integrations:manage" })
  .inputSchema(alertInput)
  .action(async ({ parsedInput, ctx }) => {
    await dismissAlert(ctx.tx, { ...parsedInput, now: new Date() });
    revalidatePath(PATH, "layout");
  });

export const reconcileAlertAction = tenantAction({
  name: "webhook_alert.reconcile",
  permission: "integrations:manage",
  limit: PROVIDER_LIMIT,
})
  .inputSchema(alertInput)
  .action(async ({ parsedInput, ctx }) => {
    await requestRecovery(ctx.tx, { ...parsedInput, now: new Date() });
    revalidatePath(PATH, "layout");
  });

export const saveRecoveryKeyAction = tenantAction({
  name: "api_key.save",
  permission: "integrations:manage",
  limit: PROVIDER_LIMIT,
})
  .inputSchema(saveRecoveryKeyInput)
  .action(async ({ parsedInput, ctx }) => {
    const { provider: service, apiKey: key } = parsedInput;
    await saveApiKey(ctx.tx, { service, key, userId: ctx.principal.actor.userId, overlapHours: 0 });
    revalidatePath(PATH, "layout");
  });
