import { PhoneOff } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Callout } from "@/components/ui/callout";
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
import { DO_NOT_CALL_LISTS } from "@/lib/domain/do-not-call/do-not-call.schema";
import { listDoNotCall } from "@/lib/domain/do-not-call/list-do-not-call";
import { summarizeLists } from "@/lib/domain/do-not-call/summarize-lists";
import { pageLinks, type SearchParams, textOf } from "../../list-links";
import { NoAccess } from "../../no-access";
import { ComplianceTabs } from "../compliance-tabs";
import { importDoNotCallAction, planDoNotCallAction, removeDoNotCallAction } from "./actions";
import { EntryList } from "./entry-list";
import { ImportList } from "./import-list";
import { ListFigures } from "./list-figures";

const PATH = "/desk/compliance/do-not-call";
const LIMIT = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("do-not-call");
  return { title: t("title") };
}

/** The firm's do-not-call lists: how old they are, and the numbers on them. */
export default async function DoNotCallPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const desk = await getTranslations("compliance-desk");
  const t = await getTranslations("do-not-call");
  const search = await searchParams;
  const now = new Date();
  const filter = {
    query: textOf(search, "q"),
    list: z.enum(DO_NOT_CALL_LISTS).nullable().catch(null).parse(textOf(search, "list")),
  };
  const access = await asTenant("compliance:read", async (tx) => ({
    lists: await summarizeLists(tx, now),
    entries: await listDoNotCall(tx, { ...filter, cursor: textOf(search, "cursor"), limit: LIMIT }),
  }));
  if (!access.granted) return <NoAccess title={desk("title")} {...access.noPermission} />;
  const { lists, entries } = access.data;
  const canChange = access.principal.permissions.has("compliance:manage");
  const isFiltered = filter.query !== null || filter.list !== null;
  return (
    <Page>
      <PageHeader
        title={desk("title")}
        description={t("description")}
        tabs={<ComplianceTabs />}
        actions={
          canChange ? (
            <ImportList plan={planDoNotCallAction} run={importDoNotCallAction} today={now.toISOString().slice(0, 10)} />
          ) : undefined
        }
      />
      {canChange ? null : <Callout>{t("readOnly")}</Callout>}
      {lists.some(({ isStale }) => isStale) ? (
        <Callout tone="warning" title={t("stale.title")}>
          {t("stale.body")}
        </Callout>
      ) : null}
      <ListFigures lists={lists} />
      <Toolbar end={<ClearFilters params={["q", "list"]} />}>
        <SearchField label={t("search")} />
        <FilterSelect
          label={t("filters.list")}
          param="list"
          options={DO_NOT_CALL_LISTS.map((list) => ({ value: list, label: t(`lists.${list}`) }))}
        />
      </Toolbar>
      <Card padding="flush">
        <EntryList
          rows={entries.rows}
          now={now}
          remove={canChange ? removeDoNotCallAction : null}
          empty={
            <EmptyState icon={<PhoneOff />} title={t(isFiltered ? "noMatch.title" : "empty.title")}>
              {t(isFiltered ? "noMatch.body" : "empty.body")}
            </EmptyState>
          }
        />
      </Card>
      <Pagination {...pageLinks(PATH, search, entries.nextCursor)} />
    </Page>
  );
}
