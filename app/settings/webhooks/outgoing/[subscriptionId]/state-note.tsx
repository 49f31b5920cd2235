import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import type { SubscriptionSummary } from "@/lib/domain/outgoing-webhooks/subscriptions.schema";

/** Why nothing is sent, or that it fails, and what happens next. */
export function StateNote({ subscription }: { subscription: SubscriptionSummary }) {
  const t = useTranslations("outgoing-webhooks.stateMeans");
  switch (subscription.state) {
    case "disabled":
      return <Callout tone="danger">{t(subscription.disabledReason === "gone" ? "gone" : "failing")}</Callout>;
    case "paused":
      return <Callout tone="warning">{t("paused")}</Callout>;
    case "active":
      if (subscription.failingSince === null) return null;
      return <Callout tone="warning">{t("trouble", { count: subscription.failureCount })}</Callout>;
  }
}
