import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Status } from "@/components/ui/status";
import type { PlatformOverview } from "@/lib/domain/platform/read-platform-overview";

export function DatabaseCard({ database }: { database: PlatformOverview["database"] }) {
  const t = useTranslations("admin.database");
  const missing = database.known - database.applied;
  return (
    <Card title={t("title")}>
      <DescriptionList>
        <DescriptionItem term={t("driver")}>{t(`drivers.${database.driver}`)}</DescriptionItem>
        <DescriptionItem term={t("schema")}>
          {missing === 0 ? <Status tone="success">{t("current")}</Status> : null}
          {missing > 0 ? <Status tone="danger">{t("behind", { count: missing })}</Status> : null}
          {missing < 0 ? <Status tone="warning">{t("ahead")}</Status> : null}
        </DescriptionItem>
        <DescriptionItem term={t("newest")}>
          <code className="break-all">{database.newest}</code>
        </DescriptionItem>
      </DescriptionList>
    </Card>
  );
}
