import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ClearFilters } from "@/components/ui/clear-filters";
import { FilterSelect } from "@/components/ui/filter-select";
import { LinkButton } from "@/components/ui/link-button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Toolbar } from "@/components/ui/toolbar";
import { asTenant } from "@/lib/auth/as-tenant";
import { BROADCAST_STATE_CODES } from "@/lib/domain/broadcasts/broadcasts.schema";
import { listBroadcasts } from "@/lib/domain/broadcasts/list-broadcasts";
import { pageLinks, type SearchParams, textOf } from "../list-links";
import { NoAccess } from "../no-access";
import { BroadcastList } from "./broadcast-list";
import { NoBroadcasts } from "./no-broadcasts";

const LIMIT = 50;
const ADDRESS = "/desk/broadcasts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("broadcasts");
  return { title: t("title") };
}

export default async function BroadcastsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("broadcasts");
  const search = await searchParams;
  const state = BROADCAST_STATE_CODES.find((code) => code === textOf(search, "state")) ?? null;
  const filter = { state, cursor: textOf(search, "cursor"), limit: LIMIT };
  const access = await asTenant("broadcasts:read", (tx) => listBroadcasts(tx, filter));
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const canManage = access.principal.permissions.has("broadcasts:manage");
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          canManage ? (
            <LinkButton href={`${ADDRESS}/new`} variant="primary" icon={<Plus />} data-shortcut="create">
              {t("new")}
            </LinkButton>
          ) : null
        }
      />
      {canManage ? null : <Callout>{t("readOnly")}</Callout>}
      <Toolbar end={<ClearFilters params={["state"]} />}>
        <FilterSelect
          label={t("filterState")}
          param="state"
          options={BROADCAST_STATE_CODES.map((code) => ({ value: code, label: t(`states.${code}`) }))}
        />
      </Toolbar>
      <Card padding="flush">
        <BroadcastList rows={access.data.rows} empty={<NoBroadcasts isFiltered={state !== null} />} />
      </Card>
      <Pagination {...pageLinks(ADDRESS, search, access.data.nextCursor)} />
    </Page>
  );
}
