import { useTranslations } from "next-intl";
import { Status } from "@/components/ui/status";
import type { DeliverySummary } from "@/lib/domain/outgoing-webhooks/deliveries.schema";

/** How far a delivery came. */
export function DeliveryStatus({ state, attempts }: Pick<DeliverySummary, "state" | "attempts">) {
  const t = useTranslations("outgoing-webhooks.log.states");
  switch (state) {
    case "waiting":
      return attempts === 0 ? (
        <Status tone="accent">{t("waiting")}</Status>
      ) : (
        <Status tone="warning">{t("retrying")}</Status>
      );
    case "delivered":
      return <Status tone="success">{t("delivered")}</Status>;
    case "failed":
      return <Status tone="danger">{t("failed")}</Status>;
    case "cancelled":
      return <Status tone="neutral">{t("cancelled")}</Status>;
  }
}
