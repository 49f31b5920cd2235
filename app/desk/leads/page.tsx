import { UserRoundPlus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { ClearFilters } from "@/components/ui/clear-filters";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { Toolbar } from "@/components/ui/toolbar";
import { asTenant } from "@/lib/auth/as-tenant";
import {
  LEAD_PRACTICE_AREAS,
  LEAD_SOURCE_CODES,
  LEAD_STATUS_CODES,
  leadSource,
  leadStatus,
  TYPED_LEAD_SOURCES,
} from "@/lib/domain/leads/leads.schema";
import { type LeadFilter, listLeads } from "@/lib/domain/leads/list-leads";
import { pageLinks, type SearchParams, textOf } from "../list-links";
import { NoAccess } from "../no-access";
import { createLeadAction } from "./actions";
import { LeadList } from "./lead-list";
import { NewLead } from "./new-lead";

const LIMIT = 50;
const FILTERS = ["q", "status", "source", "responded"];

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("leads");
  return { title: t("title") };
}

export default async function LeadsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("leads");
  const search = await searchParams;
  const access = await asTenant("leads:read", (tx) => listLeads(tx, filterOf(search)));
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const { rows, nextCursor } = access.data;
  const canWrite = access.principal.permissions.has("leads:write");
  const newLead = canWrite ? (
    <NewLead create={createLeadAction} areas={LEAD_PRACTICE_AREAS} sources={TYPED_LEAD_SOURCES} />
  ) : null;
  const copy = FILTERS.some((name) => textOf(search, name) !== null) ? "noMatch" : "empty";
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} actions={newLead} />
      <LeadFilters />
      <Card padding="flush">
        <LeadList
          rows={rows}
          empty={
            <EmptyState icon={<UserRoundPlus />} title={t(`${copy}.title`)}>
              {t(`${copy}.body`)}
            </EmptyState>
          }
        />
      </Card>
      <Pagination {...pageLinks("/desk/leads", search, nextCursor)} />
    </Page>
  );
}

async function LeadFilters() {
  const t = await getTranslations("leads");
  return (
    <Toolbar end={<ClearFilters params={FILTERS} />}>
      <SearchField label={t("search")} />
      <FilterSelect
        label={t("filters.status")}
        param="status"
        options={LEAD_STATUS_CODES.map((code) => ({ value: code, label: t(`statuses.${code}`) }))}
      />
      <FilterSelect
        label={t("filters.source")}
        param="source"
        options={LEAD_SOURCE_CODES.map((code) => ({ value: code, label: t(`sources.${code}`) }))}
      />
      <FilterSelect
        label={t("filters.response")}
        param="responded"
        options={[
          { value: "yes", label: t("filters.responded.yes") },
          { value: "no", label: t("filters.responded.no") },
        ]}
      />
    </Toolbar>
  );
}

function filterOf(search: SearchParams): LeadFilter {
  const status = leadStatus.safeParse(search["status"]);
  const source = leadSource.safeParse(search["source"]);
  const responded = textOf(search, "responded");
  return {
    cursor: textOf(search, "cursor"),
    query: textOf(search, "q"),
    status: status.success ? status.data : null,
    source: source.success ? source.data : null,
    isAnswered: responded === "yes" ? true : responded === "no" ? false : null,
    limit: LIMIT,
  };
}
