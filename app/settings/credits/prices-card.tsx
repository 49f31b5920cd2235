import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import type { PRICE_LIST } from "@/lib/domain/credits/price-list";

const SERVICES = ["call_minute", "sms_segment", "whatsapp_message", "ai_analysis"] as const;

/** What each thing costs, and since when. */
export function PricesCard({ list }: { list: typeof PRICE_LIST }) {
  const t = useTranslations("credits");
  const format = useFormatter();
  const since = format.dateTime(new Date(`${list.effectiveFrom}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <Card title={t("prices.title")} description={t("prices.description", { version: list.version, since })}>
      <DescriptionList>
        {SERVICES.map((service) => (
          <DescriptionItem key={service} term={t(`services.${service}`)}>
            <span className="tabular-nums">{t("prices.amount", { amount: list.prices[service].unitPrice })}</span>
          </DescriptionItem>
        ))}
      </DescriptionList>
    </Card>
  );
}
