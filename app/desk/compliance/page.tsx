import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { asTenant } from "@/lib/auth/as-tenant";
import { countBlocks } from "@/lib/domain/contact-gate/count-blocks";
import { listDecisions } from "@/lib/domain/contact-gate/list-decisions";
import { listDueTasks } from "@/lib/domain/opt-outs/list-due-tasks";
import { pageLinks, type SearchParams, textOf } from "../list-links";
import { NoAccess } from "../no-access";
import { BlockFigures } from "./block-figures";
import { ComplianceTabs } from "./compliance-tabs";
import { DecisionFilters } from "./decision-filters";
import { DecisionList } from "./decision-list";
import { daysOf, decisionFilterOf } from "./decision-query";
import { DueWork } from "./due-work";

const PATH = "/desk/compliance";
const LIMIT = 50;
const SHOWN_WORK = 5;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("compliance-desk");
  return { title: t("title") };
}

export default async function CompliancePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("compliance-desk");
  const search = await searchParams;
  const filter = decisionFilterOf(search, new Date());
  const access = await asTenant("compliance:read", async (tx) => ({
    blocks: await countBlocks(tx, { from: filter.from }),
    decisions: await listDecisions(tx, { ...filter, cursor: textOf(search, "cursor"), limit: LIMIT }),
    tasks: await listDueTasks(tx, { now: new Date(), limit: SHOWN_WORK }),
  }));
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const { blocks, decisions, tasks } = access.data;
  const isFiltered = [filter.verdict, filter.rule, filter.kind, filter.origin].some((value) => value !== null);
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} tabs={<ComplianceTabs />} />
      <BlockFigures blocks={blocks} days={daysOf(search)} />
      <DueWork tasks={tasks.rows} />
      <section aria-labelledby="decisions" className="flex flex-col gap-3">
        <h2 id="decisions" className="text-lg font-semibold text-ink">
          {t("decisions.title")}
        </h2>
        <DecisionFilters />
        <Card padding="flush">
          <DecisionList
            rows={decisions.rows}
            empty={
              <EmptyState
                icon={<ShieldCheck />}
                title={t(isFiltered ? "decisions.noMatch.title" : "decisions.empty.title")}
              >
                {t(isFiltered ? "decisions.noMatch.body" : "decisions.empty.body")}
              </EmptyState>
            }
          />
        </Card>
        <Pagination {...pageLinks(PATH, search, decisions.nextCursor)} />
      </section>
    </Page>
  );
}
