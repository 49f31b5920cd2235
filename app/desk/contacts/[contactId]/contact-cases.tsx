import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import type { ContactRecord } from "@/lib/domain/contacts/find-contact";

/** Cases of which the contact is the client, as far as the reader may see them. */
export function ContactCases({ cases }: { cases: ContactRecord["cases"] }) {
  const t = useTranslations("contacts.page");
  const stages = useTranslations("cases.stages");
  if (cases.length === 0) {
    return (
      <Card title={t("cases")}>
        <p className="text-sm text-muted">{t("noCases")}</p>
      </Card>
    );
  }
  return (
    <Card title={t("cases")} padding="flush">
      <DataList
        caption={t("cases")}
        rows={cases}
        rowKey={(row) => row.id}
        rowHref={(row) => `/desk/cases/${row.id}`}
        columns={[
          {
            id: "case",
            header: t("caseColumn"),
            card: "title",
            cell: (row) => (
              <>
                <span className="font-normal text-subtle tabular-nums">#{row.caseNumber}</span> {row.title}
              </>
            ),
          },
          {
            id: "stage",
            header: t("stageColumn"),
            width: "8rem",
            card: "aside",
            cell: (row) => <Badge>{stages(row.stage)}</Badge>,
          },
        ]}
      />
    </Card>
  );
}
