import "server-only";
import { inTenant } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { RecoveryFailure } from "@/lib/domain/webhook-alerts/alerts.schema";
import { beginRecovery } from "@/lib/domain/webhook-alerts/begin-recovery";
import { recoverWebhooksJob } from "@/lib/domain/webhook-alerts/recover-webhooks.job";
import type { RecoverableProvider } from "@/lib/domain/webhook-alerts/recoverable-providers";
import { settleRecovery } from "@/lib/domain/webhook-alerts/settle-recovery";
import { findMissedEvents as askEvolution } from "@/lib/integrations/evolution/find-missed-events";
import { findMissedEvents as askGhl } from "@/lib/integrations/ghl/find-missed-events";
import { findMissedEvents as askVapi } from "@/lib/integrations/vapi/find-missed-events";
import { runner } from "@/lib/jobs/runner";
import type { MissedEvents, MissedQuestion } from "@/lib/webhooks/missed-events";
import { findProvider } from "@/lib/webhooks/registry";
import { storeRecovered } from "@/lib/webhooks/store-recovered";

const SOURCES: Record<RecoverableProvider, (question: MissedQuestion) => Promise<MissedEvents>> = {
  vapi: (question) => askVapi(question, new Date()),
  evolution: askEvolution,
  ghl: askGhl,
};

/** These may be over in a minute; the job is tried again before they are reported. */
const PASSING: ReadonlySet<RecoveryFailure> = new Set<RecoveryFailure>(["rate_limited", "unreachable"]);

/** Asks the provider for what it could not deliver, stores it, and marks the alert with the result. */
export const recoverWebhooks = runner(recoverWebhooksJob, async (payload, { principal, signal, isLastAttempt }) => {
  const { endpointId, alertId } = payload;
  const plan = await inTenant(principal, (tx) => beginRecovery(tx, payload));
  const provider = plan && findProvider(plan.provider);
  if (!plan || !provider) return;
  const settle = (recovered: number, failure: RecoveryFailure | null) =>
    inTenant(principal, (tx) => settleRecovery(tx, { endpointId, alertId, recovered, failure, now: new Date() }));
  const { apiKey, account } = plan;
  if (apiKey === null) return settle(0, "no_key");
  const span = { from: new Date(payload.from), to: new Date(payload.to) };
  const missed = await SOURCES[plan.provider]({ apiKey, account, ...span, signal });
  if (missed.kind === "failed") {
    if (PASSING.has(missed.failure) && !isLastAttempt)
      throw new AppError("upstream_failed", "The provider did not tell");
    return settle(0, missed.failure);
  }
  const { events, isComplete } = missed;
  const door = { endpointId, account };
  const recovered = await storeRecovered(principal, { provider, door, events, now: new Date() });
  await settle(recovered, isComplete ? null : "incomplete");
});
