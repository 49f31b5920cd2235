import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { linkWith, pageLinks, type SearchParams, textOf } from "@/app/desk/list-links";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Callout } from "@/components/ui/callout";
import { Columns } from "@/components/ui/columns";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { asTenant } from "@/lib/auth/as-tenant";
import { listAdministrators } from "@/lib/domain/memberships/list-administrators";
import { findDelivery } from "@/lib/domain/outgoing-webhooks/find-delivery";
import { listDeliveries } from "@/lib/domain/outgoing-webhooks/list-deliveries";
import { findSubscription } from "@/lib/domain/outgoing-webhooks/list-subscriptions";
import { findDeliveryStateAction, sendOutgoingTestAction } from "../actions";
import { SubscriptionStatus } from "../subscription-status";
import { DeleteCard } from "./delete-card";
import { DeliverySheet } from "./delivery-sheet";
import { LogCard } from "./log-card";
import { deliveryFilterOf } from "./log-query";
import { ReceiverCard } from "./receiver-card";
import { SettingsCard } from "./settings-card";
import { StateNote } from "./state-note";
import { TestCard } from "./test-card";

const LIMIT = 25;

type SubscriptionPageProps = {
  params: Promise<{ subscriptionId: string }>;
  searchParams: Promise<SearchParams>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("outgoing-webhooks");
  return { title: t("title") };
}

export default async function SubscriptionPage({ params, searchParams }: SubscriptionPageProps) {
  const t = await getTranslations("outgoing-webhooks");
  const { data: subscriptionId } = z.uuid().safeParse((await params).subscriptionId);
  const search = await searchParams;
  const filter = deliveryFilterOf(search);
  const { data: chosen } = z.uuid().safeParse(textOf(search, "delivery"));
  const access = await asTenant("integrations:read", async (tx) => {
    const subscription = subscriptionId === undefined ? null : await findSubscription(tx, subscriptionId);
    if (subscription === null) return null;
    const { id } = subscription;
    return {
      subscription,
      log: await listDeliveries(tx, { ...filter, subscriptionId: id, limit: LIMIT }),
      delivery: chosen === undefined ? null : await findDelivery(tx, { subscriptionId: id, deliveryId: chosen }),
      administrators: await listAdministrators(tx),
    };
  });
  if (!access.granted) return <NoPermissionState {...access.noPermission} />;
  if (access.data === null) notFound();
  const { subscription, log, delivery, administrators } = access.data;
  const canManage = access.principal.permissions.has("integrations:manage");
  const path = `/settings/webhooks/outgoing/${subscription.id}`;
  const list = { ...search, delivery: undefined };
  return (
    <>
      <header className="flex flex-col gap-2">
        <Breadcrumbs
          current={subscription.label}
          items={[{ href: "/settings/webhooks/outgoing", label: t("title") }]}
        />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-lg font-semibold wrap-anywhere text-ink">{subscription.label}</h2>
          <SubscriptionStatus subscription={subscription} />
        </div>
      </header>
      {canManage ? null : <Callout>{t("readOnly", { who: administrators.join(", ") || t("administrators") })}</Callout>}
      <StateNote subscription={subscription} />
      <Columns
        main={
          <>
            {canManage ? (
              <TestCard
                subscriptionId={subscription.id}
                eventTypes={subscription.eventTypes}
                send={sendOutgoingTestAction}
                find={findDeliveryStateAction}
              />
            ) : null}
            <LogCard
              rows={log.rows}
              current={delivery?.id ?? null}
              isFiltered={filter.state !== null || filter.eventType !== null || filter.origin !== null}
              hrefOf={(id) => linkWith(path, list, { delivery: id })}
              pages={pageLinks(path, list, log.nextCursor)}
            />
          </>
        }
        aside={
          <>
            <ReceiverCard subscription={subscription} canManage={canManage} />
            {canManage ? <SettingsCard subscription={subscription} /> : null}
            {canManage ? <DeleteCard subscription={subscription} /> : null}
          </>
        }
      />
      {chosen === undefined ? null : (
        <DeliverySheet
          key={chosen}
          delivery={delivery}
          canManage={canManage}
          isActive={subscription.state === "active"}
          closeHref={linkWith(path, list, {})}
          hrefOf={(id) => linkWith(path, list, { delivery: id })}
        />
      )}
    </>
  );
}
