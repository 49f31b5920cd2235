import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { asTenant } from "@/lib/auth/as-tenant";
import { findFirmSettings } from "@/lib/domain/firms/find-firm-settings";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { US_STATE_NAMES } from "@/lib/domain/phones/us-states";
import { TIME_ZONES_OF_STATE } from "@/lib/domain/phones/us-time-zones";
import { SettingsTabs } from "../settings-tabs";
import { updateFirmAction } from "./actions";
import { FirmForm } from "./firm-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.firm");
  return { title: t("title") };
}

export default async function FirmSettingsPage() {
  const access = await asTenant("firm:read", (tx) => findFirmSettings(tx));
  const t = await getTranslations("settings.firm");
  if (!access.granted) {
    return (
      <Page width="narrow">
        <NoPermissionState {...access.noPermission} />
      </Page>
    );
  }
  const settings = access.data;
  if (settings === null) notFound();
  const isEditable = access.principal.permissions.has("firm:manage");
  return (
    <Page width="narrow">
      <PageHeader title={t("title")} description={t("description")} tabs={<SettingsTabs />} />
      {isEditable ? null : <Callout>{t("readOnly")}</Callout>}
      <FirmForm
        settings={{
          ...settings,
          callbackNumber: settings.callbackNumber && formatPhone(settings.callbackNumber),
          transferNumber: settings.transferNumber && formatPhone(settings.transferNumber),
        }}
        isEditable={isEditable}
        states={Object.entries(US_STATE_NAMES).map(([value, label]) => ({ value, label }))}
        timeZones={timeZoneOptions(settings.timeZone, await getLocale())}
        update={updateFirmAction}
      />
    </Page>
  );
}

/** The zones of the states and territories, and the firm's own, by their usual names. */
function timeZoneOptions(own: string, locale: string) {
  const names = new Set([...Object.values(TIME_ZONES_OF_STATE).flat(), own]);
  return [...names].map((value) => {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: value, timeZoneName: "longGeneric" }).formatToParts();
    const hint = parts.find((part) => part.type === "timeZoneName")?.value ?? value;
    return { value, label: value.split("/").slice(1).join(", ").replaceAll("_", " "), hint };
  });
}
