import { useTranslations } from "next-intl";
import { Status } from "@/components/ui/status";
import type { SubscriptionSummary } from "@/lib/domain/outgoing-webhooks/subscriptions.schema";

/** Whether a receiver gets events now. */
export function SubscriptionStatus({ subscription }: { subscription: SubscriptionSummary }) {
  const t = useTranslations("outgoing-webhooks.states");
  switch (subscription.state) {
    case "active":
      return subscription.failingSince === null ? (
        <Status tone="success">{t("active")}</Status>
      ) : (
        <Status tone="warning">{t("failing")}</Status>
      );
    case "paused":
      return <Status tone="neutral">{t("paused")}</Status>;
    case "disabled":
      return <Status tone="danger">{t(subscription.disabledReason === "gone" ? "gone" : "givenUp")}</Status>;
  }
}
