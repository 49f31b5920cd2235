import { Briefcase, Lock } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { ClearFilters } from "@/components/ui/clear-filters";
import { DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchField } from "@/components/ui/search-field";
import { Status } from "@/components/ui/status";
import { Toolbar } from "@/components/ui/toolbar";
import { asTenant } from "@/lib/auth/as-tenant";
import { CASE_STAGE_CODES, caseStage, PRACTICE_AREAS } from "@/lib/domain/cases/cases.schema";
import { CASE_GROUPS, type CaseRow, listCases } from "@/lib/domain/cases/list-cases";
import { CASE_DETAIL_FIELDS } from "@/lib/domain/details/case-detail-fields.schema";
import { pageLinks, type SearchParams, textOf } from "../list-links";
import { createCaseAction, searchClientsAction } from "./actions";
import { NewCase } from "./new-case";

const LIMIT = 50;
const TOTAL_DETAILS = Object.keys(CASE_DETAIL_FIELDS).length;

type Search = { searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases");
  return { title: t("title") };
}

export default async function CasesPage({ searchParams }: Search) {
  const t = await getTranslations("cases");
  const search = await searchParams;
  const filter = {
    cursor: textOf(search, "cursor"),
    query: textOf(search, "q"),
    stage: caseStage.nullable().catch(null).parse(textOf(search, "stage")),
    show: z.enum(CASE_GROUPS).nullable().catch(null).parse(textOf(search, "show")),
  };
  const access = await asTenant("cases:read", (tx) => listCases(tx, { ...filter, limit: LIMIT }));
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const { rows, nextCursor } = access.data;
  const isFiltered = [filter.query, filter.stage, filter.show].some((value) => value !== null);
  const canCreate = access.principal.permissions.has("cases:write");
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          canCreate ? (
            <NewCase create={createCaseAction} searchClients={searchClientsAction} areas={PRACTICE_AREAS} />
          ) : null
        }
      />
      <Toolbar end={<ClearFilters params={["q", "stage", "show"]} />}>
        <SearchField label={t("search")} />
        <FilterSelect
          label={t("filters.stage")}
          param="stage"
          options={CASE_STAGE_CODES.map((code) => ({ value: code, label: t(`stages.${code}`) }))}
        />
        <FilterSelect
          label={t("filters.show")}
          param="show"
          options={CASE_GROUPS.map((group) => ({ value: group, label: t(`groups.${group}`) }))}
        />
      </Toolbar>
      <Card padding="flush">
        <CaseList rows={rows} isFiltered={isFiltered} />
      </Card>
      <Pagination {...pageLinks("/desk/cases", search, nextCursor)} />
    </Page>
  );
}

function NoAccess({ title, grantedBy }: { title: string; grantedBy?: string }) {
  return (
    <Page>
      <PageHeader title={title} />
      <NoPermissionState {...(grantedBy === undefined ? {} : { grantedBy })} />
    </Page>
  );
}

async function CaseList({ rows, isFiltered }: { rows: CaseRow[]; isFiltered: boolean }) {
  const t = await getTranslations("cases");
  const copy = isFiltered ? "noMatch" : "empty";
  return (
    <DataList
      caption={t("listCaption")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/desk/cases/${row.id}`}
      empty={
        <EmptyState icon={<Briefcase />} title={t(`${copy}.title`)}>
          {t(`${copy}.body`)}
        </EmptyState>
      }
      columns={[
        {
          id: "case",
          header: t("columns.case"),
          card: "title",
          cell: (row) => (
            <span className="flex min-w-0 items-center gap-2">
              <span className="tabular-nums text-subtle">#{row.caseNumber}</span>
              <span className="truncate font-medium text-ink">{row.title}</span>
              {row.isRestricted ? (
                <Lock aria-label={t("restricted")} className="size-3.5 shrink-0 text-warning" />
              ) : null}
            </span>
          ),
        },
        { id: "client", header: t("columns.client"), width: "11rem", card: "line", cell: (row) => row.clientName },
        {
          id: "area",
          header: t("columns.practiceArea"),
          width: "11rem",
          card: "hidden",
          cell: (row) => areaOf(t, row.practiceArea),
        },
        {
          id: "stage",
          header: t("columns.stage"),
          width: "8rem",
          card: "aside",
          cell: (row) => <Badge>{t(`stages.${row.stage}`)}</Badge>,
        },
        {
          id: "details",
          header: t("columns.details"),
          width: "7rem",
          card: "labelled",
          cell: (row) => (
            <span className="tabular-nums">{t("detailsKnown", { known: row.knownDetails, total: TOTAL_DETAILS })}</span>
          ),
        },
        {
          id: "proposals",
          header: t("columns.proposals"),
          width: "9rem",
          card: "line",
          cell: (row) =>
            row.pendingProposals > 0 ? (
              <Status tone="accent">{t("proposalsWaiting", { count: row.pendingProposals })}</Status>
            ) : null,
        },
        {
          id: "updated",
          header: t("columns.updated"),
          width: "8rem",
          align: "end",
          card: "hidden",
          cell: (row) => <RelativeTime value={row.updatedAt} />,
        },
      ]}
    />
  );
}

type Translate = Awaited<ReturnType<typeof getTranslations<"cases">>>;

function areaOf(t: Translate, area: string): string {
  const known = PRACTICE_AREAS.find((code) => code === area);
  return known ? t(`areas.${known}`) : area;
}
