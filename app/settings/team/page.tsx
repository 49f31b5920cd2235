import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requirePrincipal } from "@/lib/auth/require-principal";
import { SettingsTabs } from "../settings-tabs";
import { MembersPanel } from "./members-panel";
import { RoleMatrix } from "./role-matrix";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.team");
  return { title: t("title") };
}

export default async function TeamPage() {
  const access = await requirePrincipal("team:read");
  const t = await getTranslations("settings.team");
  if (!access.granted) {
    return (
      <Page>
        <NoPermissionState {...access.noPermission} />
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} tabs={<SettingsTabs />} />
      {access.principal.role === "org:admin" ? null : <Callout>{t("manage")}</Callout>}
      <section aria-label={t("members")}>
        <MembersPanel />
      </section>
      <Card title={t("matrix")} description={t("matrixDescription")} padding="flush" footer={t("restricted")}>
        <RoleMatrix ownRole={access.principal.role} />
      </Card>
    </Page>
  );
}
