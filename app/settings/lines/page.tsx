import { Phone } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { asTenant } from "@/lib/auth/as-tenant";
import { listLineConnections } from "@/lib/connections/lines/list-line-connections";
import { MOST_LINES } from "@/lib/domain/lines/line-limit";
import { listAdministrators } from "@/lib/domain/memberships/list-administrators";
import { SettingsTabs } from "../settings-tabs";
import {
  addWhatsappAction,
  connectNumberAction,
  connectWhatsappBusinessAction,
  pairWhatsappAction,
  refreshPairingAction,
} from "./actions";
import { AddNumber } from "./add-number";
import { AddWhatsapp } from "./add-whatsapp";
import { AddWhatsappBusiness } from "./add-whatsapp-business";
import { LineCard } from "./line-card";
import { SimulatedLines } from "./simulated-lines";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("lines");
  return { title: t("title") };
}

export default async function LinesPage() {
  const t = await getTranslations("lines");
  const access = await asTenant("lines:read", async (tx) => ({
    connections: await listLineConnections(tx),
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
  const { connections, administrators } = access.data;
  const canManage = access.principal.permissions.has("lines:manage");
  const isFull = connections.length >= MOST_LINES;
  const openers =
    canManage && !isFull ? (
      <div className="flex flex-wrap gap-2">
        <AddNumber connect={connectNumberAction} />
        <AddWhatsappBusiness connect={connectWhatsappBusinessAction} />
        <AddWhatsapp add={addWhatsappAction} pair={pairWhatsappAction} refresh={refreshPairingAction} />
      </div>
    ) : null;
  return (
    <Page width="narrow">
      <PageHeader
        title={t("title")}
        description={t("description")}
        tabs={<SettingsTabs />}
        actions={connections.length > 0 ? openers : null}
      />
      {canManage ? null : <Callout>{t("readOnly", { who: administrators.join(", ") || t("administrators") })}</Callout>}
      {isFull ? <Callout tone="warning">{t("full", { most: MOST_LINES })}</Callout> : null}
      <SimulatedLines />
      {connections.length === 0 ? (
        <EmptyState icon={<Phone />} title={t("empty.title")} action={openers}>
          {t(canManage ? "empty.body" : "empty.reader")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-4">
          {connections.map((connection) => (
            <li key={connection.line.id}>
              <LineCard connection={connection} canManage={canManage} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
