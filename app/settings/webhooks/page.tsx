import { Webhook } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { type SearchParams, textOf } from "@/app/desk/list-links";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ClearFilters } from "@/components/ui/clear-filters";
import { EmptyState } from "@/components/ui/empty-state";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { asTenant } from "@/lib/auth/as-tenant";
import { listInstallations } from "@/lib/domain/ghl-installations/list-installations";
import { listAdministrators } from "@/lib/domain/memberships/list-administrators";
import { MOST_ENDPOINTS } from "@/lib/domain/webhook-endpoints/endpoint-limit";
import { listEndpointTraffic, noTraffic } from "@/lib/domain/webhook-endpoints/list-endpoint-traffic";
import { listEndpoints } from "@/lib/domain/webhook-endpoints/list-endpoints";
import { PROOF_STRENGTHS } from "@/lib/domain/webhook-endpoints/proof-strength";
import { createEndpointAction } from "./actions";
import { AlertsPanel } from "./alerts-panel";
import { EndpointList } from "./endpoint-list";
import { InstallationsCard } from "./installations-card";
import { NewEndpoint } from "./new-endpoint";
import { ProviderFilter } from "./provider-filter";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("webhook-endpoints");
  return { title: t("title") };
}

export default async function WebhooksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("webhook-endpoints");
  const provider = textOf(await searchParams, "provider");
  const access = await asTenant("integrations:read", async (tx) => ({
    endpoints: await listEndpoints(tx),
    traffic: await listEndpointTraffic(tx),
    installations: await listInstallations(tx),
    administrators: await listAdministrators(tx),
  }));
  if (!access.granted) return <NoPermissionState {...access.noPermission} />;
  const { endpoints, traffic, installations, administrators } = access.data;
  const canManage = access.principal.permissions.has("integrations:manage");
  const rows = endpoints
    .filter((endpoint) => provider === null || endpoint.provider === provider)
    .map((endpoint) => ({ endpoint, traffic: traffic.get(endpoint.id) ?? noTraffic() }));
  const isFull = endpoints.length >= MOST_ENDPOINTS;
  const opener =
    canManage && !isFull ? <NewEndpoint create={createEndpointAction} strengths={PROOF_STRENGTHS} /> : null;
  return (
    <>
      {canManage ? null : <Callout>{t("readOnly", { who: administrators.join(", ") || t("administrators") })}</Callout>}
      <Suspense fallback={null}>
        <AlertsPanel />
      </Suspense>
      {isFull ? <Callout tone="warning">{t("list.full", { most: MOST_ENDPOINTS })}</Callout> : null}
      <Card
        title={t("list.title")}
        padding="flush"
        actions={
          <>
            <ProviderFilter providers={endpoints.map((endpoint) => endpoint.provider)} />
            {endpoints.length > 0 ? opener : null}
          </>
        }
      >
        <EndpointList
          rows={rows}
          empty={
            endpoints.length > 0 ? (
              <EmptyState icon={<Webhook />} title={t("noMatch.title")} action={<ClearFilters params={["provider"]} />}>
                {t("noMatch.body")}
              </EmptyState>
            ) : (
              <EmptyState icon={<Webhook />} title={t("empty.title")} action={opener}>
                {t(canManage ? "empty.body" : "empty.reader")}
              </EmptyState>
            )
          }
        />
      </Card>
      <InstallationsCard installations={installations} canManage={canManage} />
    </>
  );
}
