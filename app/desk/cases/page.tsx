import { Briefcase, Lock } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
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
import { type CaseRow, listCases } from "@/lib/domain/cases/list-cases";
import { CASE_DETAIL_FIELDS } from "@/lib/domain/details/case-detail-fields.schema";
import { createCaseAction, searchClientsAction } from "./actions";
import { NewCase } from "./new-case";

const LIMIT = 50;
const TOTAL_DETAILS = Object.keys(CASE_DETAIL_FIELDS).length;

type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases");
  return { title: t("title") };
}

export default async function CasesPage({ searchParams }: Search) {
  const t = await getTranslations("cases");
  const search = await searchParams;
  const text = (name: string) => (typeof search[name] === "string" ? search[name] : null);
  const stage = caseStage.safeParse(text("stage"));
  const filter = { cursor: text("cursor"), query: text("q"), stage: stage.success ? stage.data : null };
  const access = await asTenant("cases:read", (tx) => listCases(tx, { ...filter, limit: LIMIT }));
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const { rows, nextCursor } = access.data;
  const isFiltered = filter.query !== null || filter.stage !== null;
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
      <Toolbar end={<ClearFilters params={["q", "stage"]} />}>
        <SearchField label={t("search")} />
        <FilterSelect
          label={t("filters.stage")}
          param="stage"
          options={CASE_STAGE_CODES.map((code) => ({ value: code, label: t(`stages.${code}`) }))}
        />
      </Toolbar>
      <Card padding="flush">
        <CaseList rows={rows} isFiltered={isFiltered} />
      </Card>
      <Pagination {...pageLinks(search, filter.cursor, nextCursor)} />
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

function pageLinks(search: Record<string, string | string[] | undefined>, cursor: string | null, next: string | null) {
  const base = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string" && name !== "cursor") base.set(name, value);
  }
  const first = base.size > 0 ? `?${base}` : "/desk/cases";
  const following = new URLSearchParams(base);
  if (next) following.set("cursor", next);
  return { ...(cursor ? { previousHref: first } : {}), ...(next ? { nextHref: `?${following}` } : {}) };
}
