import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { ExactTime } from "@/components/ui/exact-time";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SubscriptionSummary } from "@/lib/domain/outgoing-webhooks/subscriptions.schema";
import { revealSubscriptionAction, rotateSubscriptionSecretAction } from "../actions";
import { useEventWords } from "../use-event-words";
import { useFailureText } from "../use-failure-text";
import { SubscriptionSecret } from "./subscription-secret";

type ReceiverCardProps = { subscription: SubscriptionSummary; canManage: boolean };

/** Where events go, which ones, and how it went; address and secret only on demand. */
export function ReceiverCard({ subscription, canManage }: ReceiverCardProps) {
  const t = useTranslations("outgoing-webhooks.facts");
  const wordsOf = useEventWords();
  const textOf = useFailureText();
  const { headerNames, lastFailure, previousSecretUsableUntil: until } = subscription;
  return (
    <Card title={t("title")}>
      <div className="flex flex-col gap-3">
        <DescriptionList>
          <DescriptionItem term={t("host")}>
            <span className="wrap-anywhere">{subscription.host}</span>
          </DescriptionItem>
          <DescriptionItem term={t("events")}>
            {subscription.eventTypes.map((type) => wordsOf(type).name).join(", ")}
          </DescriptionItem>
          <DescriptionItem term={t("headers")}>
            {headerNames.length === 0 ? (
              <span className="text-subtle">{t("noHeaders")}</span>
            ) : (
              <code className="font-mono text-xs wrap-anywhere">{headerNames.join(", ")}</code>
            )}
          </DescriptionItem>
          <DescriptionItem term={t("fingerprint")}>
            <code className="font-mono text-xs">{subscription.secretFingerprint}</code>
            {until !== null && until > new Date() ? (
              <p className="text-xs text-muted">
                {t.rich("overlap", { until: () => <ExactTime value={until} withZone /> })}
              </p>
            ) : null}
          </DescriptionItem>
          <DescriptionItem term={t("lastSuccess")}>
            <RelativeTime value={subscription.lastSuccessAt} />
          </DescriptionItem>
          <DescriptionItem term={t("lastFailure")}>
            {lastFailure === null ? (
              <span className="text-subtle">{t("noHeaders")}</span>
            ) : (
              <span className="inline-flex flex-wrap gap-x-2">
                {textOf(lastFailure)} <RelativeTime value={subscription.lastFailureAt} />
              </span>
            )}
          </DescriptionItem>
          <DescriptionItem term={t("created")}>
            <ExactTime value={subscription.createdAt} />
          </DescriptionItem>
        </DescriptionList>
        {canManage ? (
          <SubscriptionSecret
            subscriptionId={subscription.id}
            reveal={revealSubscriptionAction}
            rotate={rotateSubscriptionSecretAction}
          />
        ) : null}
      </div>
    </Card>
  );
}
