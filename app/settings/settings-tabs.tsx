import { useTranslations } from "next-intl";
import { TabNav } from "@/components/ui/tab-nav";

const SECTIONS = ["firm", "team", "lines", "templates", "integrations", "webhooks", "credits"] as const;

/** The ways between the parts of the settings. */
export function SettingsTabs() {
  const t = useTranslations("settings");
  return (
    <TabNav
      label={t("sections")}
      items={SECTIONS.map((section) => ({
        href: `/settings/${section}`,
        label: t(`index.${section}.title`),
        within: `/settings/${section}`,
      }))}
    />
  );
}
