import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { asTenant } from "@/lib/auth/as-tenant";
import { listPolicy } from "@/lib/domain/compliance/list-policy";
import { findComplianceSettings } from "@/lib/domain/compliance-settings/find-compliance-settings";
import { NoAccess } from "../../no-access";
import { ComplianceTabs } from "../compliance-tabs";
import { ClassTable } from "./class-table";
import { SourceList } from "./source-list";
import { StateTable } from "./state-table";
import { WeekHours } from "./week-hours";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("compliance-desk");
  return { title: t("tabs.rules") };
}

/** What the gate goes by: hours, limits, consent, recording and disclosure, each with its source and review. */
export default async function RulesPage() {
  const t = await getTranslations("compliance-desk");
  const access = await asTenant("compliance:read", findComplianceSettings);
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const format = await getFormatter();
  const policy = listPolicy();
  const { contactHours, frequencyLimit } = access.data;
  return (
    <Page>
      <PageHeader title={t("title")} description={t("rules.description")} tabs={<ComplianceTabs />} />
      <Callout title={t("rules.notAdvice")}>
        {t("rules.version", {
          version: policy.version,
          date: format.dateTime(new Date(policy.reviewedOn), { dateStyle: "medium", timeZone: "UTC" }),
        })}
      </Callout>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t("rules.hours")} description={t("rules.hoursDescription")}>
          <WeekHours hours={contactHours ?? policy.contactHours} />
        </Card>
        <Card title={t("rules.frequency")}>
          <p className="text-sm text-ink">
            {t("rules.frequencyLine", {
              limit: Math.min(frequencyLimit ?? policy.frequency.limit, policy.frequency.limit),
              hours: policy.frequency.windowHours,
            })}
          </p>
        </Card>
      </div>
      <Card title={t("rules.classes")} description={t("rules.classesDescription")} padding="flush">
        <ClassTable classes={policy.classes} />
      </Card>
      <Card title={t("rules.states")} description={t("rules.statesDescription")} padding="flush">
        <StateTable states={policy.states} />
      </Card>
      <Card title={t("rules.sources")} padding="flush">
        <SourceList rules={policy.rules} />
      </Card>
    </Page>
  );
}
