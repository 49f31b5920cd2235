import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import { asTenant } from "@/lib/auth/as-tenant";
import { RECOVERY_KEY_PROVIDERS } from "@/lib/domain/webhook-alerts/alerts.schema";
import { listAlerts, type WebhookAlert } from "@/lib/domain/webhook-alerts/list-alerts";
import { dismissAlertAction, reconcileAlertAction, saveRecoveryKeyAction } from "./alerts/actions";
import { AlertActs } from "./alerts/alert-acts";
import { RecoveryKey } from "./alerts/recovery-key";
import { useProviderName } from "./use-provider-name";

/** What needs a person's eye at the firm's doors, and what reconciliations brought. Nothing when all is well. */
export async function AlertsPanel() {
  const t = await getTranslations("webhook-alerts");
  const access = await asTenant("integrations:read", (tx) => listAlerts(tx, { which: "recent", now: new Date() }));
  if (!access.granted || access.data.length === 0) return null;
  const canManage = access.principal.permissions.has("integrations:manage");
  return (
    <Card id="alerts" title={t("title")} description={t("description")} padding="flush">
      <ul className="divide-y divide-line-soft border-t border-line-soft">
        {access.data.map((alert) => (
          <AlertRow key={alert.id} alert={alert} canManage={canManage} />
        ))}
      </ul>
    </Card>
  );
}

const TONES = { silent: "warning", failing: "danger", refusing: "warning" } as const;

function AlertRow({ alert, canManage }: { alert: WebhookAlert; canManage: boolean }) {
  const t = useTranslations("webhook-alerts");
  const name = useProviderName()(alert.provider);
  const { id, kind, label, endpointId, since, closedAt, closedBy } = alert;
  const isOpen = closedAt === null;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1">
        <Status tone={isOpen ? TONES[kind] : "neutral"}>
          <TextLink href={`/settings/webhooks/endpoints/${endpointId}`} className="font-medium">
            {t(`kinds.${kind}.${isOpen ? "title" : "over"}`, { provider: label ?? name })}
          </TextLink>
        </Status>
        <p className="text-muted">
          <AlertText alert={alert} /> {t("since")} <RelativeTime value={since} />
          {closedAt === null || closedBy === null ? null : (
            <>
              {" · "}
              {t(`closed.${closedBy}`)} <RelativeTime value={closedAt} />
            </>
          )}
        </p>
        <Reconciliation alert={alert} provider={name} canManage={canManage} />
      </div>
      {canManage ? (
        <AlertActs
          alertId={id}
          isOpen={isOpen}
          isRecoverable={alert.isRecoverable && kind !== "failing"}
          dismiss={dismissAlertAction}
          reconcile={reconcileAlertAction}
        />
      ) : null}
    </li>
  );
}

function AlertText({ alert }: { alert: WebhookAlert }) {
  const t = useTranslations("webhook-alerts.kinds");
  const { kind, observed, expected, endpointId } = alert;
  const log = `/settings/webhooks/events?endpoint=${endpointId}`;
  switch (kind) {
    case "silent":
      return t("silent.body");
    case "failing":
      return t.rich("failing.body", {
        count: observed,
        log: (words) => <TextLink href={`${log}&state=dead`}>{words}</TextLink>,
      });
    case "refusing":
      return t.rich("refusing.body", {
        refused: observed,
        accepted: Math.round(expected),
        log: (words) => <TextLink href={`${log}&verdict=refused`}>{words}</TextLink>,
      });
  }
}

type ReconciliationProps = { alert: WebhookAlert; provider: string; canManage: boolean };

/** What was fetched, or why nothing was; where a key is missing, the way to give it. */
function Reconciliation({ alert, provider, canManage }: ReconciliationProps) {
  const t = useTranslations("webhook-alerts.recovery");
  const { kind, reconciledAt, recoveredCount, reconciliationFailure: failure } = alert;
  if (kind === "failing") return null;
  if (!alert.isRecoverable) return <p className="text-subtle">{t("impossible", { provider })}</p>;
  if (reconciledAt === null) return <p className="text-subtle">{t("later", { provider })}</p>;
  const needsKey = failure === "no_key" || failure === "bad_key";
  const keyOf = RECOVERY_KEY_PROVIDERS.find((known) => known === alert.provider);
  return (
    <>
      <p className={failure === null ? "text-ink" : "text-warning"}>
        {failure === null || failure === "incomplete" ? t("recovered", { count: recoveredCount ?? 0, provider }) : null}{" "}
        {failure === null ? null : t(`failures.${failure}`, { provider })}{" "}
        <span className="text-subtle">
          <RelativeTime value={reconciledAt} />
        </span>
      </p>
      {needsKey && canManage && keyOf ? (
        <RecoveryKey provider={keyOf} name={provider} save={saveRecoveryKeyAction} />
      ) : null}
      {needsKey && canManage && !keyOf ? <TextLink href="/settings/integrations">{t("integrations")}</TextLink> : null}
    </>
  );
}
