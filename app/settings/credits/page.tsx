import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageLinks, type SearchParams } from "@/app/desk/list-links";
import { Callout } from "@/components/ui/callout";
import { Columns } from "@/components/ui/columns";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { asTenant } from "@/lib/auth/as-tenant";
import { listAuditActors } from "@/lib/domain/audit/list-audit-actors";
import { findCreditOverview } from "@/lib/domain/credits/find-credit-overview";
import { listCreditLimits } from "@/lib/domain/credits/list-credit-limits";
import { listEntries } from "@/lib/domain/credits/list-entries";
import { PRICE_LIST } from "@/lib/domain/credits/price-list";
import { listAdministrators } from "@/lib/domain/memberships/list-administrators";
import { SettingsTabs } from "../settings-tabs";
import { exportStatementAction, removeCreditLimitAction, setCreditLimitAction, setLowBalanceAction } from "./actions";
import { CreditFigures } from "./credit-figures";
import { LimitsCard } from "./limits-card";
import { LowBalanceCard } from "./low-balance-card";
import { PricesCard } from "./prices-card";
import { StatementCard } from "./statement-card";
import { beforeOf, statementFilterOf } from "./statement-query";

const PATH = "/settings/credits";
const LIMIT = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("credits");
  return { title: t("title") };
}

export default async function CreditsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("credits");
  const search = await searchParams;
  const filter = statementFilterOf(search);
  const access = await asTenant("credits:read", async (tx) => ({
    overview: await findCreditOverview(tx),
    limits: await listCreditLimits(tx),
    people: await listAuditActors(tx),
    administrators: await listAdministrators(tx),
    statement: await listEntries(tx, { ...filter, before: beforeOf(search), limit: LIMIT }),
  }));
  if (!access.granted) {
    return (
      <Page>
        <PageHeader title={t("title")} tabs={<SettingsTabs />} />
        <NoPermissionState {...access.noPermission} />
      </Page>
    );
  }
  const { overview, limits, people, administrators, statement } = access.data;
  const canManage = access.principal.permissions.has("credits:manage");
  const nextCursor = statement.nextBefore === null ? null : String(statement.nextBefore);
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} tabs={<SettingsTabs />} />
      {canManage ? null : <Callout>{t("readOnly", { who: administrators.join(", ") || t("administrators") })}</Callout>}
      <CreditFigures overview={overview} />
      <Columns
        split="3:2"
        main={
          <>
            <LimitsCard
              limits={limits}
              people={people}
              canManage={canManage}
              set={setCreditLimitAction}
              remove={removeCreditLimitAction}
            />
            <LowBalanceCard threshold={overview.lowBalanceThreshold} canManage={canManage} set={setLowBalanceAction} />
          </>
        }
        aside={<PricesCard list={PRICE_LIST} />}
      />
      <StatementCard
        rows={statement.rows}
        filter={filter}
        people={people}
        links={pageLinks(PATH, search, nextCursor)}
        exportStatement={exportStatementAction}
      />
    </Page>
  );
}
