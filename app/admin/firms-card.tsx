import { Building2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { ExactTime } from "@/components/ui/exact-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { PlatformFirm } from "@/lib/domain/platform/list-platform-firms";
import { moveCreditsAction } from "./actions";
import { GrantCredits } from "./grant-credits";

const TONES = { active: "success", suspended: "warning", deleted: "neutral" } as const;

export function FirmsCard({ firms }: { firms: readonly PlatformFirm[] }) {
  const t = useTranslations("admin.firms");
  const format = useFormatter();
  const columns: DataColumn<PlatformFirm>[] = [
    { id: "name", header: t("name"), card: "title", cell: (firm) => <span className="text-ink">{firm.name}</span> },
    {
      id: "state",
      header: t("state"),
      width: "9rem",
      card: "aside",
      cell: (firm) => <Status tone={TONES[firm.state]}>{t(`states.${firm.state}`)}</Status>,
    },
    { id: "members", header: t("members"), align: "end", width: "7rem", cell: (firm) => format.number(firm.members) },
    { id: "calls", header: t("calls"), align: "end", width: "7rem", cell: (firm) => format.number(firm.calls) },
    {
      id: "credits",
      header: t("credits"),
      align: "end",
      width: "7rem",
      card: "labelled",
      cell: (firm) => <span className="tabular-nums">{firm.credits === null ? "–" : format.number(firm.credits)}</span>,
    },
    {
      id: "lastEvent",
      header: t("lastEvent"),
      align: "end",
      width: "10rem",
      cell: (firm) => <RelativeTime value={firm.lastEventAt} />,
    },
    {
      id: "created",
      header: t("created"),
      align: "end",
      width: "9rem",
      cell: (firm) => <ExactTime value={firm.createdAt} show="date" />,
    },
    {
      id: "grant",
      header: t("grant"),
      width: "7rem",
      align: "end",
      card: "line",
      cell: ({ tenantId, name, state }) =>
        state === "deleted" ? null : <GrantCredits tenantId={tenantId} firmName={name} move={moveCreditsAction} />,
    },
  ];
  const empty = (
    <EmptyState icon={<Building2 />} title={t("empty")}>
      {t("emptyBody")}
    </EmptyState>
  );
  return (
    <Card title={t("title")} padding="flush">
      <DataList caption={t("caption")} columns={columns} rows={firms} rowKey={(firm) => firm.tenantId} empty={empty} />
    </Card>
  );
}
