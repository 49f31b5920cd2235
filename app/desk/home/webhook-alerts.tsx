import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { useProviderName } from "@/app/settings/webhooks/use-provider-name";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { asTenant } from "@/lib/auth/as-tenant";
import { listAlerts, type WebhookAlert } from "@/lib/domain/webhook-alerts/list-alerts";

const MOST = 3;

/** Webhook addresses that need attention, for those who may see how the firm's integrations do. */
export async function WebhookAlerts() {
  const t = await getTranslations("webhook-alerts.home");
  const access = await asTenant("home:read", async (tx, { permissions }) =>
    permissions.has("integrations:read") ? listAlerts(tx, { which: "open", now: new Date() }) : [],
  );
  if (!access.granted || access.data.length === 0) return null;
  const endpoints = new Set(access.data.map(({ endpointId }) => endpointId));
  return (
    <Callout
      tone="warning"
      title={t("title", { count: endpoints.size })}
      action={
        <LinkButton href="/settings/webhooks#alerts" size="sm">
          {t("open")}
        </LinkButton>
      }
    >
      <AlertTitles alerts={access.data.slice(0, MOST)} />
    </Callout>
  );
}

function AlertTitles({ alerts }: { alerts: readonly WebhookAlert[] }) {
  const t = useTranslations("webhook-alerts.kinds");
  const nameOf = useProviderName();
  return (
    <ul>
      {alerts.map(({ id, kind, label, provider }) => (
        <li key={id}>{t(`${kind}.title`, { provider: label ?? nameOf(provider) })}</li>
      ))}
    </ul>
  );
}
