import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requirePrincipal } from "@/lib/auth/require-principal";
import { FiguresSkeleton, ListCardSkeleton } from "./home/card-skeletons";
import { Figures } from "./home/figures";
import { IncompleteCases } from "./home/incomplete-cases";
import { LowCredits } from "./home/low-credits";
import { SetUpCard } from "./home/set-up-card";
import { WaitingConversations } from "./home/waiting-conversations";
import { WaitingLeads } from "./home/waiting-leads";
import { WebhookAlerts } from "./home/webhook-alerts";
import { NoAccess } from "./no-access";
import { PartBoundary } from "./part-boundary";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("home");
  return { title: t("title") };
}

/** What waits for this firm now. Each part reads for itself, so that one which fails or lingers holds up no other. */
export default async function HomePage() {
  const t = await getTranslations("home");
  const access = await requirePrincipal("home:read");
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description", { firm: access.firm.name })} />
      <Part fallback={null}>
        <SetUpCard />
      </Part>
      <Part fallback={null}>
        <WebhookAlerts />
      </Part>
      <Part fallback={null}>
        <LowCredits />
      </Part>
      <Part fallback={<FiguresSkeleton />}>
        <Figures />
      </Part>
      <Part fallback={<ListCardSkeleton columns={4} />}>
        <WaitingLeads />
      </Part>
      <Part fallback={null}>
        <WaitingConversations />
      </Part>
      <Part fallback={<ListCardSkeleton columns={4} />}>
        <IncompleteCases />
      </Part>
    </Page>
  );
}

function Part({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  return (
    <PartBoundary>
      <Suspense fallback={fallback}>{children}</Suspense>
    </PartBoundary>
  );
}
