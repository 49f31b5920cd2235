import { MessageCircleQuestion } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { asTenant } from "@/lib/auth/as-tenant";
import { listReviews } from "@/lib/domain/opt-outs/list-reviews";
import { pageLinks, type SearchParams, textOf } from "../../list-links";
import { NoAccess } from "../../no-access";
import { ComplianceTabs } from "../compliance-tabs";
import { decideReviewAction } from "./actions";
import { ReviewItem } from "./review-item";

const PATH = "/desk/compliance/reviews";
const LIMIT = 25;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("compliance-desk");
  return { title: t("tabs.reviews") };
}

/** Stops in unclear words, which a person is to look at; all of them are obeyed already. */
export default async function ReviewsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("compliance-desk");
  const search = await searchParams;
  const access = await asTenant("compliance:read", (tx) =>
    listReviews(tx, { cursor: textOf(search, "cursor"), limit: LIMIT }),
  );
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const { rows, nextCursor } = access.data;
  const canDecide = access.principal.permissions.has("optouts:write");
  return (
    <Page>
      <PageHeader title={t("title")} description={t("reviews.description")} tabs={<ComplianceTabs />} />
      <Card padding="flush">
        {rows.length === 0 ? (
          <EmptyState icon={<MessageCircleQuestion />} title={t("reviews.empty.title")}>
            {t("reviews.empty.body")}
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line-soft">
            {rows.map((row) => (
              <ReviewItem key={row.taskId} review={row} canDecide={canDecide} decide={decideReviewAction} />
            ))}
          </ul>
        )}
      </Card>
      <Pagination {...pageLinks(PATH, search, nextCursor)} />
    </Page>
  );
}
