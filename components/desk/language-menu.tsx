"use client";

import { Languages } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuChoice } from "@/components/ui/menu";
import type { Locale } from "@/lib/i18n/locale";
import { useLanguage } from "./use-language";

const languages: readonly { value: Locale; label: string }[] = [
  { value: "en", label: "English" },
  { value: "es", label: "Español" },
];

/** Language of the interface, each named in itself. */
export function LanguageMenu({ side = "bottom" }: { side?: "top" | "bottom" }) {
  const t = useTranslations("shell.language");
  const { language, setLanguage } = useLanguage();
  return (
    <Menu side={side} align="start" trigger={<IconButton label={t("label")} icon={<Languages />} side="top" />}>
      <MenuChoice
        label={t("label")}
        value={language}
        onValueChange={(next) => setLanguage(next === "es" ? "es" : "en")}
        options={languages}
      />
    </Menu>
  );
}
