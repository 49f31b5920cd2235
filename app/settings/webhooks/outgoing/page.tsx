import { Send } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { asTenant } from "@/lib/auth/as-tenant";
import { listAdministrators } from "@/lib/domain/memberships/list-administrators";
import { listSubscriptions } from "@/lib/domain/outgoing-webhooks/list-subscriptions";
import { MOST_SUBSCRIPTIONS } from "@/lib/domain/outgoing-webhooks/subscription-limit";
import { createSubscriptionAction } from "./actions";
import { NewSubscription } from "./new-subscription";
import { SubscriptionList } from "./subscription-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("outgoing-webhooks");
  return { title: t("title") };
}

export default async function OutgoingWebhooksPage() {
  const t = await getTranslations("outgoing-webhooks");
  const access = await asTenant("integrations:read", async (tx) => ({
    subscriptions: await listSubscriptions(tx),
    administrators: await listAdministrators(tx),
  }));
  if (!access.granted) return <NoPermissionState {...access.noPermission} />;
  const { subscriptions, administrators } = access.data;
  const canManage = access.principal.permissions.has("integrations:manage");
  const isFull = subscriptions.length >= MOST_SUBSCRIPTIONS;
  const opener = canManage && !isFull ? <NewSubscription create={createSubscriptionAction} /> : null;
  return (
    <>
      {canManage ? null : <Callout>{t("readOnly", { who: administrators.join(", ") || t("administrators") })}</Callout>}
      {isFull ? <Callout tone="warning">{t("list.full", { most: MOST_SUBSCRIPTIONS })}</Callout> : null}
      <Card
        title={t("list.title")}
        description={t("list.description")}
        padding="flush"
        actions={subscriptions.length > 0 ? opener : null}
      >
        <SubscriptionList
          rows={subscriptions}
          empty={
            <EmptyState icon={<Send />} title={t("empty.title")} action={opener}>
              {t(canManage ? "empty.body" : "empty.reader")}
            </EmptyState>
          }
        />
      </Card>
    </>
  );
}
