import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { SubscriptionSummary } from "@/lib/domain/outgoing-webhooks/subscriptions.schema";
import { setSubscriptionStateAction, updateSubscriptionAction } from "../actions";
import { EditSubscription } from "./edit-subscription";
import { SendSwitch } from "./send-switch";

/** Whether events are sent, and what a person may change about a receiver. */
export function SettingsCard({ subscription }: { subscription: SubscriptionSummary }) {
  const t = useTranslations("outgoing-webhooks.settings");
  const { id, label, eventTypes, headerNames, state } = subscription;
  return (
    <Card
      title={t("title")}
      actions={
        <EditSubscription
          subscriptionId={id}
          label={label}
          eventTypes={eventTypes}
          headerNames={headerNames}
          save={updateSubscriptionAction}
        />
      }
    >
      <SendSwitch subscriptionId={id} isActive={state === "active"} setState={setSubscriptionStateAction} />
    </Card>
  );
}
