import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Callout } from "@/components/ui/callout";
import { Columns } from "@/components/ui/columns";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { asTenant } from "@/lib/auth/as-tenant";
import { getEnv } from "@/lib/core/env";
import { listAdministrators } from "@/lib/domain/memberships/list-administrators";
import { findEndpoint } from "@/lib/domain/webhook-endpoints/find-endpoint";
import { findEndpointPath } from "@/lib/domain/webhook-endpoints/find-endpoint-path";
import { listEndpointTraffic, noTraffic } from "@/lib/domain/webhook-endpoints/list-endpoint-traffic";
import { sendTestEventAction } from "../../actions";
import { EndpointStatus } from "../../endpoint-status";
import { useProviderName } from "../../use-provider-name";
import { AddressCard } from "./address-card";
import { DeleteCard } from "./delete-card";
import { SetUpCard } from "./set-up-card";
import { SettingsCard } from "./settings-card";
import { TestCard } from "./test-card";
import { TrafficCard } from "./traffic-card";

type EndpointPageProps = { params: Promise<{ endpointId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("webhook-endpoints");
  return { title: t("title") };
}

export default async function EndpointPage({ params }: EndpointPageProps) {
  const t = await getTranslations("webhook-endpoints");
  const { data: endpointId } = z.uuid().safeParse((await params).endpointId);
  const access = await asTenant("integrations:read", async (tx, { permissions }) => {
    const endpoint = endpointId === undefined ? null : await findEndpoint(tx, endpointId);
    if (endpoint === null) return null;
    const canManage = permissions.has("integrations:manage");
    return {
      endpoint,
      canManage,
      // The address opens a door: it is written into the page of those only who may set the sender up.
      path: canManage ? await findEndpointPath(tx, endpoint.id) : null,
      traffic: (await listEndpointTraffic(tx)).get(endpoint.id) ?? noTraffic(),
      administrators: await listAdministrators(tx),
    };
  });
  if (!access.granted) return <NoPermissionState {...access.noPermission} />;
  if (access.data === null) notFound();
  const { endpoint, canManage, path, traffic, administrators } = access.data;
  const appUrl = getEnv().APP_URL;
  const who = administrators.join(", ") || t("administrators");
  return (
    <>
      <header className="flex flex-col gap-2">
        <Breadcrumbs
          current={<EndpointTitle provider={endpoint.provider} label={endpoint.label} />}
          items={[{ href: "/settings/webhooks", label: t("tabs.receive") }]}
        />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-lg font-semibold wrap-anywhere text-ink">
            <EndpointTitle provider={endpoint.provider} label={endpoint.label} />
          </h2>
          <EndpointStatus endpoint={endpoint} />
        </div>
      </header>
      {canManage ? null : <Callout>{t("readOnly", { who })}</Callout>}
      <Columns
        main={
          <>
            <AddressCard endpoint={endpoint} url={path === null ? null : new URL(path, appUrl).href} />
            {canManage ? (
              <TestCard
                endpointId={endpoint.id}
                provider={endpoint.provider}
                host={new URL(appUrl).host}
                send={sendTestEventAction}
              />
            ) : null}
            {canManage ? <SetUpCard endpoint={endpoint} /> : null}
          </>
        }
        aside={
          <>
            <TrafficCard endpoint={endpoint} traffic={traffic} />
            <SettingsCard endpoint={endpoint} canManage={canManage} />
            {canManage ? <DeleteCard endpoint={endpoint} /> : null}
          </>
        }
      />
    </>
  );
}

function EndpointTitle({ provider, label }: { provider: string; label: string | null }) {
  const name = useProviderName()(provider);
  return label === null ? name : `${label} (${name})`;
}
