import { FileSignature } from "lucide-react";
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
import { listAllConsents } from "@/lib/domain/consents/list-all-consents";
import { pageLinks, type SearchParams, textOf } from "../../list-links";
import { NoAccess } from "../../no-access";
import { ComplianceTabs } from "../compliance-tabs";
import { ExportCsv } from "../export-csv";
import { exportConsentsAction } from "./actions";
import { ConsentItem } from "./consent-item";

const PATH = "/desk/compliance/consents";
const LIMIT = 25;
const CHANNELS = ["voice_ai", "voice_human", "sms", "whatsapp", "email", "recording"] as const;
const LEVELS = ["implied", "express", "express_written"] as const;
const STANDINGS = ["in_force", "revoked", "expired"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("compliance-desk");
  return { title: t("tabs.consents") };
}

/** The firm's consent ledger. */
export default async function ConsentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("compliance-desk");
  const words = await getTranslations("contacts.consents");
  const search = await searchParams;
  const filter = {
    query: textOf(search, "q"),
    channel: z.enum(CHANNELS).nullable().catch(null).parse(textOf(search, "channel")),
    level: z.enum(LEVELS).nullable().catch(null).parse(textOf(search, "level")),
    standing: z.enum(STANDINGS).nullable().catch(null).parse(textOf(search, "standing")),
  };
  const access = await asTenant("compliance:read", (tx) =>
    listAllConsents(tx, { ...filter, cursor: textOf(search, "cursor"), limit: LIMIT, now: new Date() }),
  );
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const { rows, nextCursor } = access.data;
  const isFiltered = Object.values(filter).some((value) => value !== null);
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("consents.description")}
        tabs={<ComplianceTabs />}
        actions={<ExportCsv name="consents" filter={filter} read={exportConsentsAction} />}
      />
      <Toolbar end={<ClearFilters params={["q", "channel", "level", "standing"]} />}>
        <SearchField label={t("optOuts.search")} />
        <FilterSelect
          label={t("filters.channel")}
          param="channel"
          options={CHANNELS.map((channel) => ({ value: channel, label: words(`channels.${channel}`) }))}
        />
        <FilterSelect
          label={t("consents.level")}
          param="level"
          options={LEVELS.map((level) => ({ value: level, label: words(`levels.${level}`) }))}
        />
        <FilterSelect
          label={t("filters.state")}
          param="standing"
          options={STANDINGS.map((standing) => ({ value: standing, label: t(`consents.standings.${standing}`) }))}
        />
      </Toolbar>
      <Card padding="flush">
        {rows.length === 0 ? (
          <EmptyState
            icon={<FileSignature />}
            title={t(isFiltered ? "consents.noMatch.title" : "consents.empty.title")}
          >
            {t(isFiltered ? "consents.noMatch.body" : "consents.empty.body")}
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line-soft">
            {rows.map((row) => (
              <ConsentItem key={row.id} consent={row} />
            ))}
          </ul>
        )}
      </Card>
      <Pagination {...pageLinks(PATH, search, nextCursor)} />
    </Page>
  );
}
