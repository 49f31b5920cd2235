import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { ExactTime } from "@/components/ui/exact-time";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { asTenant } from "@/lib/auth/as-tenant";
import { findComplianceSettings } from "@/lib/domain/compliance-settings/find-compliance-settings";
import { NoAccess } from "../../no-access";
import { ComplianceTabs } from "../compliance-tabs";
import { countTextsAction, updateComplianceSettingsAction } from "./actions";
import { SettingsForm } from "./settings-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("compliance-settings");
  return { title: t("title") };
}

/** What the firm adds to the law: it can only be stricter. */
export default async function ComplianceSettingsPage() {
  const desk = await getTranslations("compliance-desk");
  const t = await getTranslations("compliance-settings");
  const access = await asTenant("compliance:read", findComplianceSettings);
  if (!access.granted) return <NoAccess title={desk("title")} {...access.noPermission} />;
  const isEditable = access.principal.permissions.has("compliance:manage");
  const { updatedAt } = access.data;
  return (
    <Page>
      <PageHeader title={desk("title")} description={t("description")} tabs={<ComplianceTabs />} />
      <div className="flex max-w-3xl flex-col gap-4">
        {isEditable ? null : <Callout>{t("readOnly")}</Callout>}
        <SettingsForm
          settings={access.data}
          isEditable={isEditable}
          update={updateComplianceSettingsAction}
          count={countTextsAction}
        />
        {updatedAt ? (
          <p className="text-xs text-subtle">{t.rich("changed", { time: () => <ExactTime value={updatedAt} /> })}</p>
        ) : null}
      </div>
    </Page>
  );
}
