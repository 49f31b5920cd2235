import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import type { LeadRecord } from "@/lib/domain/leads/find-lead";

/** What came along with a lead: names and values that have a text are shown in words, others as they came. */
export function LeadOrigin({ metadata }: { metadata: LeadRecord["metadata"] }) {
  const t = useTranslations("leads");
  const words = (code: string) => {
    const key = `metadata.${code}` as Parameters<typeof t.has>[0];
    return /^[a-z_]+$/.test(code) && t.has(key) ? t(key as "metadata.none") : code;
  };
  return (
    <Card title={t("page.metadata")}>
      {metadata.length === 0 ? (
        <p className="text-sm text-muted">{t("page.noMetadata")}</p>
      ) : (
        <DescriptionList>
          {metadata.map(({ key, value }) => (
            <DescriptionItem key={key} term={words(key)}>
              {words(value)}
            </DescriptionItem>
          ))}
        </DescriptionList>
      )}
    </Card>
  );
}
