import { ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Card } from "@/components/ui/card";
import { ClearFilters } from "@/components/ui/clear-filters";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { Pagination } from "@/components/ui/pagination";
import { Toolbar } from "@/components/ui/toolbar";
import type { StatementFilter } from "@/lib/domain/credits/credits.schema";
import type { CreditEntry } from "@/lib/domain/credits/list-entries";
import { DayFilter } from "./day-filter";
import { ExportStatement, type ExportStatementAction } from "./export-statement";
import { StatementList } from "./statement-list";
import { STATEMENT_PARAMS } from "./statement-query";

const KINDS = ["hold", "capture", "release", "expire", "grant", "adjust"] as const;
const CHANNELS = ["voice", "sms", "whatsapp", "ai"] as const;

type StatementCardProps = {
  rows: readonly CreditEntry[];
  filter: StatementFilter;
  people: readonly { userId: string; name: string }[];
  links: ComponentProps<typeof Pagination>;
  exportStatement: ExportStatementAction;
};

/** Every movement of the firm's credits, with the running balance. */
export function StatementCard({ rows, filter, people, links, exportStatement }: StatementCardProps) {
  const t = useTranslations("credits");
  const isFiltered = Object.values(filter).some((value) => value !== null);
  return (
    <section aria-labelledby="statement" className="flex flex-col gap-3">
      <h2 id="statement" className="text-lg font-semibold text-ink">
        {t("statement.title")}
      </h2>
      <Toolbar
        end={
          <>
            <ClearFilters params={STATEMENT_PARAMS} />
            <ExportStatement filter={filter} exportStatement={exportStatement} />
          </>
        }
      >
        <FilterSelect
          label={t("statement.filters.kind")}
          param="kind"
          options={KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        <FilterSelect
          label={t("statement.filters.channel")}
          param="channel"
          options={CHANNELS.map((channel) => ({ value: channel, label: t(`channels.${channel}`) }))}
        />
        <FilterSelect
          label={t("statement.filters.person")}
          param="person"
          options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
        />
        <DayFilter label={t("statement.filters.from")} param="from" />
        <DayFilter label={t("statement.filters.to")} param="to" />
      </Toolbar>
      <Card padding="flush">
        <StatementList
          rows={rows}
          empty={
            <EmptyState
              icon={<ReceiptText />}
              title={t(isFiltered ? "statement.noMatch.title" : "statement.empty.title")}
            >
              {t(isFiltered ? "statement.noMatch.body" : "statement.empty.body")}
            </EmptyState>
          }
        />
      </Card>
      <Pagination {...links} />
    </section>
  );
}
