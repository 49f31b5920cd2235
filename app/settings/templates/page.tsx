import { MessageSquareText } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type SearchParams, textOf } from "@/app/desk/list-links";
import { Card } from "@/components/ui/card";
import { ClearFilters } from "@/components/ui/clear-filters";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { Toolbar } from "@/components/ui/toolbar";
import { asTenant } from "@/lib/auth/as-tenant";
import { listTemplates } from "@/lib/domain/templates/list-templates";
import { SettingsTabs } from "../settings-tabs";
import { archiveTemplateAction, countSegmentsAction, restoreTemplateAction, saveTemplateAction } from "./actions";
import { NewTemplate } from "./new-template";
import { TemplateList } from "./template-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("templates");
  return { title: t("title") };
}

export default async function TemplatesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("templates");
  const search = await searchParams;
  const query = textOf(search, "q");
  const isArchived = textOf(search, "show") === "archived";
  const access = await asTenant("templates:manage", (tx) => listTemplates(tx, { query, isArchived }));
  if (!access.granted) {
    return (
      <Page>
        <NoPermissionState {...access.noPermission} />
      </Page>
    );
  }
  const copy = query !== null ? "noMatch" : isArchived ? "noArchived" : "empty";
  const acts = {
    save: saveTemplateAction,
    count: countSegmentsAction,
    archive: archiveTemplateAction,
    restore: restoreTemplateAction,
  };
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("description")}
        tabs={<SettingsTabs />}
        actions={<NewTemplate save={acts.save} count={acts.count} />}
      />
      <Toolbar end={<ClearFilters params={["q", "show"]} />}>
        <SearchField label={t("search")} />
        <FilterSelect label={t("show")} param="show" options={[{ value: "archived", label: t("archived") }]} />
      </Toolbar>
      <Card padding="flush">
        <TemplateList
          rows={access.data}
          acts={acts}
          empty={
            <EmptyState icon={<MessageSquareText />} title={t(`${copy}.title`)}>
              {t(`${copy}.body`)}
            </EmptyState>
          }
        />
      </Card>
    </Page>
  );
}
