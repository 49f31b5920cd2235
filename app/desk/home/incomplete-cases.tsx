import { CircleCheckBig, Phone } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { TextLink } from "@/components/ui/text-link";
import { asTenant } from "@/lib/auth/as-tenant";
import { type IncompleteCase, listIncompleteCases } from "@/lib/domain/home/list-waiting";
import { NoAccess } from "../no-access";

/** Open cases that lack what every case needs, each with a way to ask the client for it. */
export async function IncompleteCases() {
  const t = await getTranslations("home.incomplete");
  const access = await asTenant("home:read", (tx) => listIncompleteCases(tx));
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  return (
    <Card
      title={t("title")}
      description={t("description")}
      padding="flush"
      actions={
        <TextLink href="/desk/cases?show=incomplete" className="text-sm">
          {t("all")}
        </TextLink>
      }
    >
      <IncompleteList rows={access.data} canCall={access.principal.permissions.has("calls:place")} />
    </Card>
  );
}

async function IncompleteList({ rows, canCall }: { rows: IncompleteCase[]; canCall: boolean }) {
  const t = await getTranslations("home.incomplete");
  const fields = await getTranslations("cases.fields");
  const empty = (
    <EmptyState icon={<CircleCheckBig />} title={t("emptyTitle")}>
      {t("empty")}
    </EmptyState>
  );
  return (
    <DataList
      caption={t("caption")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/desk/cases/${row.id}`}
      empty={empty}
      columns={[
        {
          id: "case",
          header: t("case"),
          card: "title",
          cell: (row) => (
            <span className="flex min-w-0 items-baseline gap-2">
              <span className="font-normal text-subtle tabular-nums">#{row.caseNumber}</span>
              <span className="wrap-anywhere">{row.title}</span>
            </span>
          ),
        },
        { id: "client", header: t("client"), width: "14rem", card: "line", cell: (row) => row.clientName },
        {
          id: "missing",
          header: t("missing"),
          width: "23rem",
          card: "labelled",
          cell: (row) => row.missing.map((field) => fields(field)).join(", "),
        },
        ...(canCall
          ? [
              {
                id: "call",
                header: t("call"),
                width: "6.5rem",
                align: "end" as const,
                card: "aside" as const,
                cell: (row: IncompleteCase) => (
                  <LinkButton
                    href={`/desk/cases/${row.id}/call`}
                    size="sm"
                    icon={<Phone />}
                    aria-label={t("callLabel", { title: row.title })}
                  >
                    {t("call")}
                  </LinkButton>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
