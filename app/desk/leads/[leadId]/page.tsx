import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { Columns } from "@/components/ui/columns";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { asTenant } from "@/lib/auth/as-tenant";
import { findLead, type LeadRecord } from "@/lib/domain/leads/find-lead";
import { LEAD_REASONS, LEAD_STATUS_CODES } from "@/lib/domain/leads/leads.schema";
import { NoAccess } from "../../no-access";
import { OpenConversation } from "../../open-conversation";
import { PersonCalls } from "../../person-calls";
import { changeLeadStatusAction, startConversationWithLeadAction, takeLeadAction } from "../actions";
import { LeadStatus } from "../lead-status";
import { TakeLead } from "../take-lead";
import { LeadFacts } from "./lead-facts";
import { LeadOrigin } from "./lead-origin";
import { StatusMenu } from "./status-menu";

type LeadParams = { params: Promise<{ leadId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("leads");
  return { title: t("columns.name") };
}

export default async function LeadPage({ params }: LeadParams) {
  const t = await getTranslations("leads");
  const leadId = z.uuid().safeParse((await params).leadId);
  const access = await asTenant("leads:read", async (tx) => (leadId.success ? findLead(tx, leadId.data) : null));
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  if (access.data === null) notFound();
  const lead = access.data;
  const { principal } = access;
  const canWrite = principal.permissions.has("leads:write");
  const name = `${lead.firstName} ${lead.lastName}`;
  return (
    <Page>
      <PageHeader
        breadcrumbs={<Breadcrumbs current={name} items={[{ href: "/desk/leads", label: t("title") }]} />}
        title={name}
        status={<LeadStatus status={lead.status} />}
        description={t.rich("page.received", { time: () => <RelativeTime value={lead.receivedAt} /> })}
        actions={
          <>
            <TakeLead
              leadId={lead.id}
              name={name}
              take={takeLeadAction}
              holder={holderOf(lead, principal.actor.userId)}
              canTake={canWrite}
              size="md"
            />
            {lead.phone !== null && principal.permissions.has("messages:send") ? (
              <OpenConversation start={startConversationWithLeadAction.bind(null, { leadId: lead.id })} />
            ) : null}
            {canWrite ? (
              <StatusMenu
                leadId={lead.id}
                status={lead.status}
                change={changeLeadStatusAction}
                statuses={LEAD_STATUS_CODES}
                reasons={LEAD_REASONS}
              />
            ) : null}
          </>
        }
      />
      <Columns
        main={
          <>
            <Card title={t("page.summary")}>
              {lead.summary ? (
                <p lang={lead.preferredLanguage} className="max-w-prose text-sm whitespace-pre-wrap text-ink">
                  {lead.summary}
                </p>
              ) : (
                <p className="text-sm text-muted">{t("page.noSummary")}</p>
              )}
            </Card>
            <PersonCalls title={t("page.calls")} none={t("page.noCalls")} calls={lead.calls} />
          </>
        }
        aside={
          <>
            <LeadFacts lead={lead} />
            <LeadOrigin metadata={lead.metadata} />
          </>
        }
      />
    </Page>
  );
}

function holderOf(lead: LeadRecord, userId: string): { isMe: boolean; name: string } | null {
  if (lead.assignedUserId === null) return null;
  return { isMe: lead.assignedUserId === userId, name: lead.assignedName || lead.assignedUserId };
}
