import { BookUser } from "lucide-react";
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
import { listContacts } from "@/lib/domain/contacts/list-contacts";
import { US_STATE_NAMES } from "@/lib/domain/phones/us-states";
import { pageLinks, type SearchParams, textOf } from "../list-links";
import { NoAccess } from "../no-access";
import { createContactAction } from "./actions";
import { ContactList } from "./contact-list";
import { NewContact } from "./new-contact";

const LIMIT = 50;
const FILTERS = ["q", "language"];
const LANGUAGES = ["en", "es"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("contacts");
  return { title: t("title") };
}

export default async function ContactsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("contacts");
  const search = await searchParams;
  const language = LANGUAGES.find((code) => code === textOf(search, "language")) ?? null;
  const filter = { cursor: textOf(search, "cursor"), query: textOf(search, "q"), language };
  const access = await asTenant("contacts:read", (tx) => listContacts(tx, { ...filter, limit: LIMIT }));
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const { rows, nextCursor } = access.data;
  const canWrite = access.principal.permissions.has("contacts:write");
  const copy = filter.query !== null || language !== null ? "noMatch" : "empty";
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={canWrite ? <NewContact create={createContactAction} states={stateOptions()} /> : null}
      />
      <Toolbar end={<ClearFilters params={FILTERS} />}>
        <SearchField label={t("search")} />
        <FilterSelect
          label={t("filters.language")}
          param="language"
          options={LANGUAGES.map((code) => ({ value: code, label: t(`languages.${code}`) }))}
        />
      </Toolbar>
      <Card padding="flush">
        <ContactList
          rows={rows}
          empty={
            <EmptyState icon={<BookUser />} title={t(`${copy}.title`)}>
              {t(`${copy}.body`)}
            </EmptyState>
          }
        />
      </Card>
      <Pagination {...pageLinks("/desk/contacts", search, nextCursor)} />
    </Page>
  );
}

function stateOptions() {
  return Object.entries(US_STATE_NAMES).map(([value, label]) => ({ value, label }));
}
