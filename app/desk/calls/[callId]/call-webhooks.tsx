import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { findCallEvents } from "@/lib/domain/calls/find-call-events";

type Webhook = NonNullable<Awaited<ReturnType<typeof findCallEvents>>>["webhooks"][number];

const MODES = ["standard-webhooks", "vapi-hmac", "bearer", "secret-header"] as const;

/** What the provider reported for the call, each with how it was verified. */
export async function CallWebhooks({ webhooks }: { webhooks: Webhook[] }) {
  const t = await getTranslations("calls");
  return (
    <Card title={t("page.webhooks")} description={t("page.webhooksHint")} padding="flush">
      {webhooks.length === 0 ? <p className="px-4 py-3 text-sm text-subtle">{t("page.noWebhooks")}</p> : null}
      <ul className="divide-y divide-line-soft text-xs">
        {webhooks.map((webhook) => {
          const mode = MODES.find((known) => known === webhook.verification);
          return (
            <li key={webhook.id} className="flex flex-col gap-0.5 px-4 py-2">
              <span className="flex items-baseline justify-between gap-3">
                <span className="truncate font-mono text-ink">{webhook.eventType}</span>
                <span className="shrink-0 text-subtle">{t(`eventStates.${webhook.state}`)}</span>
              </span>
              <span className="flex items-baseline justify-between gap-3 text-subtle">
                <span>{mode ? t(`verification.${mode}`) : webhook.verification}</span>
                <RelativeTime value={webhook.receivedAt} />
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
