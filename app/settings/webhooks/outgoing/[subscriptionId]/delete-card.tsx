import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { SubscriptionSummary } from "@/lib/domain/outgoing-webhooks/subscriptions.schema";
import { setSubscriptionStateAction } from "../actions";
import { DeleteSubscription } from "./delete-subscription";

/** The end of a receiver, apart from what can be taken back. */
export function DeleteCard({ subscription: { id, label } }: { subscription: SubscriptionSummary }) {
  const t = useTranslations("outgoing-webhooks.delete");
  return (
    <Card title={t("title")} description={t("body")}>
      <DeleteSubscription subscriptionId={id} label={label} setState={setSubscriptionStateAction} />
    </Card>
  );
}
