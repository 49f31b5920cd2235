import { useTranslations } from "next-intl";
import { TabNav } from "@/components/ui/tab-nav";

const PATH = "/desk/compliance";
const PARTS = ["opt-outs", "reviews", "consents", "do-not-call", "rules", "settings"] as const;

/** The ways between the parts of the compliance screen. */
export function ComplianceTabs() {
  const t = useTranslations("compliance-desk.tabs");
  return (
    <TabNav
      label={t("label")}
      items={[
        { href: PATH, label: t("overview") },
        ...PARTS.map((part) => ({ href: `${PATH}/${part}`, label: t(part), within: `${PATH}/${part}` })),
      ]}
    />
  );
}
