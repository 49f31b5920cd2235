import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { GateVerdict } from "@/components/desk/gate-verdict";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { Columns } from "@/components/ui/columns";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { ExactTime } from "@/components/ui/exact-time";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { asTenant } from "@/lib/auth/as-tenant";
import { findDecision } from "@/lib/domain/contact-gate/find-decision";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { NoAccess } from "../../../no-access";

type DecisionParams = { params: Promise<{ decisionId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("compliance-desk");
  return { title: t("decision.title") };
}

/** One decision of the gate with all of its evidence, as it was stored. */
export default async function DecisionPage({ params }: DecisionParams) {
  const t = await getTranslations("compliance-desk");
  const decisionId = z.uuid().safeParse((await params).decisionId);
  const access = await asTenant("compliance:read", (tx) =>
    decisionId.success ? findDecision(tx, decisionId.data) : Promise.resolve(null),
  );
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  if (access.data === null) notFound();
  const decision = access.data;
  return (
    <Page>
      <PageHeader
        title={t("decision.title")}
        breadcrumbs={
          <Breadcrumbs current={t("decision.title")} items={[{ href: "/desk/compliance", label: t("title") }]} />
        }
      />
      <Columns
        split="3:2"
        main={
          <Card title={t("decision.verdict")}>
            <GateVerdict decision={decision} kind={decision.kind} timeZone={access.firm.timeZone} isOpen />
          </Card>
        }
        aside={
          <Card title={t("decision.about")}>
            <DescriptionList>
              <DescriptionItem term={t("columns.who")}>
                {decision.contactId === null ? (
                  formatPhone(decision.address)
                ) : (
                  <TextLink href={`/desk/contacts/${decision.contactId}`}>{decision.contactName}</TextLink>
                )}
              </DescriptionItem>
              <DescriptionItem term={t("decision.number")}>{formatPhone(decision.address)}</DescriptionItem>
              <DescriptionItem term={t("columns.kind")}>{t(`kinds.${decision.kind}`)}</DescriptionItem>
              <DescriptionItem term={t("columns.origin")}>{t(`origins.${decision.origin}`)}</DescriptionItem>
              <DescriptionItem term={t("decision.purpose")}>{t(`purposes.${decision.purpose}`)}</DescriptionItem>
              <DescriptionItem term={t("decision.moment")}>{t(`moments.${decision.moment}`)}</DescriptionItem>
              <DescriptionItem term={t("decision.judgedFor")}>
                <ExactTime value={decision.evaluatedAt} />
              </DescriptionItem>
              <DescriptionItem term={t("decision.storedAt")}>
                <ExactTime value={decision.createdAt} />
              </DescriptionItem>
            </DescriptionList>
          </Card>
        }
      />
    </Page>
  );
}
