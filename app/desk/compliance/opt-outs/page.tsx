import { BellOff } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
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
import { listOptOuts } from "@/lib/domain/opt-outs/list-opt-outs";
import { OPT_OUT_CHANNELS } from "@/lib/domain/opt-outs/opt-outs.schema";
import { pageLinks, type SearchParams, textOf } from "../../list-links";
import { NoAccess } from "../../no-access";
import { ComplianceTabs } from "../compliance-tabs";
import { ExportCsv } from "../export-csv";
import { addOptOutAction, exportOptOutsAction } from "./actions";
import { AddOptOut } from "./add-opt-out";
import { planImportAction, runImportAction } from "./import/actions";
import { ImportOptOuts } from "./import-opt-outs";
import { OptOutList } from "./opt-out-list";

const PATH = "/desk/compliance/opt-outs";
const LIMIT = 50;
const STATES = ["opted_out", "opted_in"] as const;
const SOURCES = ["sms", "whatsapp", "voice_call", "staff", "crm", "carrier", "import", "api"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("compliance-desk");
  return { title: t("tabs.opt-outs") };
}

/** The register of opt-outs. */
export default async function OptOutsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("compliance-desk");
  const search = await searchParams;
  const filter = {
    query: textOf(search, "q"),
    channel: z.enum(OPT_OUT_CHANNELS).nullable().catch(null).parse(textOf(search, "channel")),
    state: z.enum(STATES).nullable().catch(null).parse(textOf(search, "state")),
    source: z.enum(SOURCES).nullable().catch(null).parse(textOf(search, "source")),
  };
  const access = await asTenant("compliance:read", (tx) =>
    listOptOuts(tx, { ...filter, cursor: textOf(search, "cursor"), limit: LIMIT }),
  );
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const { permissions } = access.principal;
  const isFiltered = Object.values(filter).some((value) => value !== null);
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("optOuts.description")}
        tabs={<ComplianceTabs />}
        actions={
          <>
            {permissions.has("compliance:manage") ? (
              <ImportOptOuts plan={planImportAction} run={runImportAction} />
            ) : null}
            <ExportCsv name="opt-outs" filter={filter} read={exportOptOutsAction} />
            {permissions.has("optouts:write") ? <AddOptOut add={addOptOutAction} /> : null}
          </>
        }
      />
      <Toolbar end={<ClearFilters params={["q", "channel", "state", "source"]} />}>
        <SearchField label={t("optOuts.search")} />
        <FilterSelect
          label={t("filters.state")}
          param="state"
          options={STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
        />
        <FilterSelect
          label={t("filters.channel")}
          param="channel"
          options={OPT_OUT_CHANNELS.map((channel) => ({ value: channel, label: t(`channels.${channel}`) }))}
        />
        <FilterSelect
          label={t("filters.source")}
          param="source"
          options={SOURCES.map((source) => ({ value: source, label: t(`sources.${source}`) }))}
        />
      </Toolbar>
      <Card padding="flush">
        <OptOutList
          rows={access.data.rows}
          empty={
            <EmptyState icon={<BellOff />} title={t(isFiltered ? "optOuts.noMatch.title" : "optOuts.empty.title")}>
              {t(isFiltered ? "optOuts.noMatch.body" : "optOuts.empty.body")}
            </EmptyState>
          }
        />
      </Card>
      <Pagination {...pageLinks(PATH, search, access.data.nextCursor)} />
    </Page>
  );
}
