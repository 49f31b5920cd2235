import "server-only";
import { inTenant } from "@/db/tenant";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import type { TenantId } from "@/lib/core/principal";
import { recordRefusals } from "@/lib/domain/webhook-endpoints/record-refusals";
import type { FloodGuard } from "./flood-guard";
import type { ProofFacts } from "./schemes/scheme";
import type { WebhookRequest } from "./webhook-request";

export type Refusal = { tenantId: TenantId; endpointId: string; reason: string; facts: ProofFacts };

const slot = globalThis as typeof globalThis & { docketlineRefusals?: Map<string, number> };

/**
 * Counts a refused request on its endpoint and in the firm's audit log. In a flood most are only counted here and
 * written with the next one that may be: forged requests buy neither transactions nor audit entries.
 */
export async function noteRefusal(request: WebhookRequest, refusal: Refusal, guard: FloodGuard): Promise<void> {
  const { tenantId, endpointId, reason, facts } = refusal;
  const { requestId, now } = request;
  const provider = request.provider.name;
  slot.docketlineRefusals ??= new Map();
  const pending = slot.docketlineRefusals;
  const count = (pending.get(endpointId) ?? 0) + 1;
  if (!guard.note.take(endpointId, now)) {
    pending.set(endpointId, count);
    return;
  }
  pending.delete(endpointId);
  log("warn", "webhook refused", { provider, tenantId, endpointId, code: reason, count, requestId });
  const isAudited = guard.audit.take(endpointId, now);
  const report = { endpointId, provider, reason, facts, requestId, count, refusedAt: now, isAudited };
  try {
    await inTenant({ tenantId, actor: { type: "webhook", provider, endpointId }, requestId }, (tx) =>
      recordRefusals(tx, report),
    );
  } catch (error) {
    // The request stays refused; its count is written with the next one.
    pending.set(endpointId, (pending.get(endpointId) ?? 0) + count);
    log("error", "refusal not recorded", { provider, tenantId, endpointId, code: toAppError(error).code });
  }
}
