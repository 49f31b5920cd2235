import { randomUUID } from "node:crypto";
import { asc } from "drizzle-orm";
import { z } from "zod";
import { messages } from "@/db/schema/messages";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookEvents } from "@/db/schema/webhook-events";
import { getEnv } from "@/lib/core/env";
import { recoverWebhooks } from "@/lib/jobs/handlers/recover-webhooks";
import type { JobOutcome } from "@/lib/jobs/runner";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";
import type { VerificationMode } from "@/lib/webhooks/verify-signature";
import { listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import type { PlannedDelivery, SceneInput, Sender, Target } from "@/simulators/senders/sender";
import { openProviderFirm, type ProviderFirm } from "../webhooks/provider-firm";

const answered = z.object({ status: z.string() });

const CLIENT = "+16025550120";

/** A provider's stand-in that answers on a port of its own. */
export type RecoverySource = { sender: Sender; baseUrl: string; targets: Target[]; close: () => Promise<void> };

export async function openRecoverySource(sender: Sender): Promise<RecoverySource> {
  const targets: Target[] = [];
  const server = await listenOnLoopback(async (request) => {
    const path = new URL(request.url).pathname.split("/").filter(Boolean).map(decodeURIComponent);
    return (
      (await sender.api?.({ request, path, targets, tell: () => undefined })) ?? new Response(null, { status: 404 })
    );
  }, 0);
  return { sender, baseUrl: `http://127.0.0.1:${server.port}`, targets, close: () => server.close() };
}

export type RecoveringFirm = ProviderFirm & {
  endpointId: string;
  target: Target;
  /** Lets the provider's stand-in know of a scene, and gives the deliveries that nobody was sent. */
  lose: (scene: string, input?: Partial<SceneInput>) => PlannedDelivery[];
  /** Sends what was lost after all. */
  sendLate: (planned: PlannedDelivery) => Promise<string>;
  saveKey: (key: string) => Promise<void>;
  openAlert: () => Promise<string>;
  recover: (options?: Partial<RecoverOptions>) => Promise<JobOutcome>;
  alert: () => Promise<typeof webhookAlerts.$inferSelect | undefined>;
  events: () => Promise<(typeof webhookEvents.$inferSelect)[]>;
  messages: () => Promise<(typeof messages.$inferSelect)[]>;
};

type RecoverOptions = { alertId: string | null; isAutomatic: boolean; isLast: boolean; as: ProviderFirm };

type Opening = { provider: string; mode: VerificationMode; account: string | null; source?: RecoverySource };

/** A firm with one door of a provider, whose stand-in knows it. */
export async function openRecoveringFirm({ provider, mode, account, source }: Opening): Promise<RecoveringFirm> {
  const firm = await openProviderFirm({ provider, mode, account });
  const { read, principal, door, organizationId } = firm;
  const [endpoint] = await read((tx) => tx.select({ id: webhookEndpoints.id }).from(webhookEndpoints));
  if (!endpoint) throw new Error("no door");
  const endpointId = endpoint.id;
  const url = `${getEnv().APP_URL}${door.path}`;
  const target: Target = { firmId: organizationId, firmName: "Calder Law", url, mode, secret: door.secret, account };
  source?.targets.push(target);
  return {
    ...firm,
    endpointId,
    target,
    lose: (scene, input = {}) => {
      const found = source?.sender.scenes.find(({ id }) => id === scene);
      if (!found) throw new Error(`no scene ${scene}`);
      const whole = { from: CLIENT, to: "+16025550110", text: "Where is my check", name: "Elena", ...input };
      const planned = found.play(whole, target);
      for (const { happened } of planned) happened?.();
      return planned;
    },
    sendLate: async (planned) => {
      const { headers, body, query } = planned.write(target, { number: 1, now: new Date() });
      const request = new Request(query === undefined ? url : `${url}?${query}`, { method: "POST", headers, body });
      const endpointToken = door.path.split("/")[4] ?? null;
      const response = await answerWebhook(request, { provider: findProvider(provider), endpointToken });
      return response.status === 200 ? answered.parse(await response.json()).status : String(response.status);
    },
    saveKey: (key) => read((tx) => saveApiKey(tx, { service: provider, key, userId: null, overlapHours: 0 })),
    openAlert: async () => {
      const since = new Date(Date.now() - 3_600_000);
      const [alert] = await read((tx) =>
        tx.insert(webhookAlerts).values({ endpointId, kind: "silent", since }).returning({ id: webhookAlerts.id }),
      );
      if (!alert) throw new Error("no alert");
      return alert.id;
    },
    recover: ({ alertId = null, isAutomatic = false, isLast = true, as = firm } = {}) =>
      recoverWebhooks.run({
        id: randomUUID(),
        data: {
          tenantId: as.principal.tenantId,
          payload: {
            endpointId,
            alertId,
            from: new Date(Date.now() - 3_600_000).toISOString(),
            to: new Date(Date.now() + 60_000).toISOString(),
            isAutomatic,
          },
        },
        retryCount: isLast ? 5 : 0,
        retryLimit: 5,
        signal: new AbortController().signal,
      }),
    alert: async () => (await read((tx) => tx.select().from(webhookAlerts)))[0],
    events: () => read((tx) => tx.select().from(webhookEvents).orderBy(asc(webhookEvents.receivedAt))),
    messages: () => read((tx) => tx.select().from(messages).orderBy(asc(messages.createdAt))),
    principal,
  };
}
