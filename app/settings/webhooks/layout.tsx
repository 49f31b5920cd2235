import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TabNav } from "@/components/ui/tab-nav";
import { SettingsTabs } from "../settings-tabs";

const PATH = "/settings/webhooks";

/** Frame of everything about webhooks: title, settings tabs, and the ways to what comes in, what came, what goes out. */
export default async function WebhooksLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("webhook-endpoints");
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} tabs={<SettingsTabs />} />
      <TabNav
        label={t("tabs.label")}
        look="chips"
        items={[
          { href: PATH, label: t("tabs.receive"), within: `${PATH}/endpoints` },
          { href: `${PATH}/events`, label: t("tabs.events"), within: `${PATH}/events` },
          { href: `${PATH}/outgoing`, label: t("tabs.outgoing"), within: `${PATH}/outgoing` },
        ]}
      />
      {children}
    </Page>
  );
}
