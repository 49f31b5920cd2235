import { esMX } from "@clerk/localizations/es-MX";
import type { useTranslations } from "next-intl";
import type { Locale } from "./locale";

/** Texts of Clerk's components in the language of the interface, with our word for an organization: a firm. */
export function clerkLocalization(locale: Locale, t: ReturnType<typeof useTranslations<"auth">>) {
  const base = locale === "es" ? esMX : {};
  return {
    ...base,
    createOrganization: { ...base.createOrganization, title: t("createFirm") },
    organizationList: { ...base.organizationList, action__createOrganization: t("createFirm") },
    organizationSwitcher: {
      ...base.organizationSwitcher,
      action__createOrganization: t("createFirm"),
      action__manageOrganization: t("manageFirm"),
    },
  };
}
