import { Phone, PhoneIncoming, PhoneOutgoing } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Card } from "@/components/ui/card";
import { ClearFilters } from "@/components/ui/clear-filters";
import { DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { LinkButton } from "@/components/ui/link-button";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchField } from "@/components/ui/search-field";
import { Toolbar } from "@/components/ui/toolbar";
import { asTenant } from "@/lib/auth/as-tenant";
import { CALL_GROUPS, type CallRow, listCalls } from "@/lib/domain/calls/list-calls";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { pageLinks, type SearchParams, textOf } from "../list-links";
import { CallStatus } from "./call-status";
import { clockOf } from "./clock-of";

const LIMIT = 50;
const STATES = ["scheduled", "queued", "ringing", "in-progress", "forwarding", "ended", "cancelled"] as const;
const DIRECTIONS = ["outbound", "inbound"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("calls");
  return { title: t("title") };
}

export default async function CallsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("calls");
  const search = await searchParams;
  const filter = {
    cursor: textOf(search, "cursor"),
    query: textOf(search, "q"),
    state: z.enum(STATES).nullable().catch(null).parse(textOf(search, "state")),
    direction: z.enum(DIRECTIONS).nullable().catch(null).parse(textOf(search, "direction")),
    show: z.enum(CALL_GROUPS).nullable().catch(null).parse(textOf(search, "show")),
  };
  const access = await asTenant("calls:read", (tx) => listCalls(tx, { ...filter, limit: LIMIT }));
  if (!access.granted) {
    return (
      <Page>
        <PageHeader title={t("title")} />
        <NoPermissionState {...access.noPermission} />
      </Page>
    );
  }
  const isFiltered = [filter.query, filter.state, filter.direction, filter.show].some((value) => value !== null);
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} />
      <Toolbar end={<ClearFilters params={["q", "state", "direction", "show"]} />}>
        <SearchField label={t("search")} />
        <FilterSelect
          label={t("filters.state")}
          param="state"
          options={STATES.map((code) => ({ value: code, label: t(`states.${code}`) }))}
        />
        <FilterSelect
          label={t("filters.direction")}
          param="direction"
          options={DIRECTIONS.map((code) => ({ value: code, label: t(`direction.${code}`) }))}
        />
        <FilterSelect
          label={t("filters.show")}
          param="show"
          options={CALL_GROUPS.map((group) => ({ value: group, label: t(`groups.${group}`) }))}
        />
      </Toolbar>
      <Card padding="flush">
        <CallList rows={access.data.rows} isFiltered={isFiltered} />
      </Card>
      <Pagination {...pageLinks("/desk/calls", search, access.data.nextCursor)} />
    </Page>
  );
}

async function CallList({ rows, isFiltered }: { rows: CallRow[]; isFiltered: boolean }) {
  const t = await getTranslations("calls");
  return (
    <DataList
      caption={t("listCaption")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/desk/calls/${row.id}`}
      empty={isFiltered ? <NoMatch /> : <NoCalls />}
      columns={[
        { id: "client", header: t("columns.client"), card: "title", cell: (row) => <Caller row={row} /> },
        {
          id: "case",
          header: t("columns.case"),
          width: "30%",
          card: "line",
          cell: (row) => (row.caseTitle ? <span className="truncate text-muted">{row.caseTitle}</span> : null),
        },
        {
          id: "purpose",
          header: t("columns.purpose"),
          width: "10rem",
          card: "hidden",
          cell: (row) => t(`purposes.${row.purpose}`),
        },
        {
          id: "state",
          header: t("columns.state"),
          width: "10rem",
          card: "aside",
          cell: (row) => <CallStatus state={row.state} dialState={row.dialState} outcome={row.outcome} />,
        },
        {
          id: "duration",
          header: t("columns.duration"),
          width: "5rem",
          align: "end",
          card: "hidden",
          cell: (row) => (
            <span className="tabular-nums">{row.durationSeconds === null ? "–" : clockOf(row.durationSeconds)}</span>
          ),
        },
        {
          id: "when",
          header: t("columns.when"),
          width: "8rem",
          align: "end",
          card: "line",
          cell: (row) => <RelativeTime value={row.createdAt} />,
        },
      ]}
    />
  );
}

async function Caller({ row }: { row: CallRow }) {
  const t = await getTranslations("calls");
  const Icon = row.direction === "inbound" ? PhoneIncoming : PhoneOutgoing;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Icon aria-label={t(`direction.${row.direction}`)} className="size-3.5 shrink-0 text-subtle" />
      <span className="truncate font-medium text-ink">{row.contactName ?? t("unknownCaller")}</span>
      <span className="truncate text-xs tabular-nums text-subtle max-sm:hidden">{formatPhone(row.clientNumber)}</span>
    </span>
  );
}

async function NoCalls() {
  const t = await getTranslations("calls.empty");
  return (
    <EmptyState icon={<Phone />} title={t("title")} action={<LinkButton href="/desk/cases">{t("action")}</LinkButton>}>
      {t("body")}
    </EmptyState>
  );
}

async function NoMatch() {
  const t = await getTranslations("calls.noMatch");
  return (
    <EmptyState icon={<Phone />} title={t("title")}>
      {t("body")}
    </EmptyState>
  );
}
