import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { asTenant } from "@/lib/auth/as-tenant";
import { listAuditActors } from "@/lib/domain/audit/list-audit-actors";
import { listAuditEntries } from "@/lib/domain/audit/list-audit-entries";
import { linkWith, pageLinks, type SearchParams, textOf } from "../list-links";
import { NoAccess } from "../no-access";
import { verifyChainAction } from "./actions";
import { AuditFilters } from "./audit-filters";
import { AuditHeader } from "./audit-header";
import { AuditList } from "./audit-list";
import { auditFilterOf, sequenceOf } from "./audit-query";
import { EntryDetail } from "./entry-detail";
import { EntrySheet } from "./entry-sheet";

const PATH = "/desk/audit";
const LIMIT = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("audit");
  const search = await searchParams;
  const filter = auditFilterOf(search);
  const chosen = sequenceOf(textOf(search, "entry"));
  const access = await asTenant("audit:read", async (tx) => ({
    page: await listAuditEntries(tx, { ...filter, limit: LIMIT }),
    people: await listAuditActors(tx),
    entry: chosen === null ? null : await findEntry(tx, chosen),
  }));
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const { page, people, entry } = access.data;
  const list = { ...search, entry: undefined };
  const { before, ...rest } = filter;
  const copy = before !== null || Object.values(rest).some((value) => value !== null) ? "noMatch" : "empty";
  return (
    <Page>
      <AuditHeader verify={verifyChainAction} />
      <AuditFilters people={people} />
      {filter.subjectId ? <Callout>{t("sameRecordShown")}</Callout> : null}
      <Card padding="flush">
        <AuditList
          rows={page.rows}
          current={entry?.sequence ?? null}
          hrefOf={(sequence) => linkWith(PATH, list, { entry: String(sequence) })}
          empty={
            <EmptyState icon={<ScrollText />} title={t(`${copy}.title`)}>
              {t(`${copy}.body`)}
            </EmptyState>
          }
        />
      </Card>
      <Pagination {...pageLinks(PATH, list, page.nextBefore === null ? null : String(page.nextBefore))} />
      {entry ? (
        <EntrySheet
          title={t("detail.title", { sequence: String(entry.sequence) })}
          closeHref={linkWith(PATH, list, {})}
        >
          <EntryDetail entry={entry} recordHref={linkWith(PATH, {}, { record: entry.subjectId })} />
        </EntrySheet>
      ) : null}
    </Page>
  );
}

type ReadTx = Parameters<Parameters<typeof asTenant>[1]>[0];

async function findEntry(tx: ReadTx, sequence: number) {
  const { rows } = await listAuditEntries(tx, { before: sequence + 1, limit: 1 });
  return rows.find((row) => row.sequence === sequence) ?? null;
}
