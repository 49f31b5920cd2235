import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { asTenant } from "@/lib/auth/as-tenant";
import { findVapiConnection } from "@/lib/connections/vapi/find-vapi-connection";
import { listAdministrators } from "@/lib/domain/memberships/list-administrators";
import { SettingsTabs } from "../settings-tabs";
import { SimulatorNote } from "./simulator-note";
import { VapiCard } from "./vapi-card";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("integrations");
  return { title: t("title") };
}

export default async function IntegrationsPage() {
  const t = await getTranslations("integrations");
  const access = await asTenant("integrations:read", async (tx) => ({
    connection: await findVapiConnection(tx),
    administrators: await listAdministrators(tx),
  }));
  if (!access.granted) {
    return (
      <Page width="narrow">
        <PageHeader title={t("title")} />
        <NoPermissionState {...access.noPermission} />
      </Page>
    );
  }
  const { connection, administrators } = access.data;
  const canManage = access.principal.permissions.has("integrations:manage");
  const isNew = connection.state === "disconnected";
  return (
    <Page width="narrow">
      <PageHeader title={t("title")} description={t("description")} tabs={<SettingsTabs />} />
      {canManage ? null : <Callout>{t("readOnly", { who: administrators.join(", ") || t("administrators") })}</Callout>}
      <SimulatorNote suggestedKey={canManage && isNew ? `vapi-sim-${access.principal.organizationId}` : null} />
      <VapiCard connection={connection} canManage={canManage} />
    </Page>
  );
}
