"use client";

import { Languages, Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { PaletteGroup, PaletteItem } from "./palette-item";
import { useLanguage } from "./use-language";

/** Theme and language from the command palette. */
export function PalettePreferences({ close }: { close: () => void }) {
  const t = useTranslations("shell.palette");
  const { setTheme } = useTheme();
  const { language, setLanguage } = useLanguage();
  const themes = [
    { theme: "light", label: t("useLight"), icon: <Sun /> },
    { theme: "dark", label: t("useDark"), icon: <Moon /> },
    { theme: "system", label: t("useSystem"), icon: <Monitor /> },
  ];

  function choose(act: () => void) {
    close();
    act();
  }

  return (
    <PaletteGroup heading={t("preferences")}>
      {themes.map(({ theme, label, icon }) => (
        <PaletteItem key={theme} value={label} icon={icon} onSelect={() => choose(() => setTheme(theme))}>
          {label}
        </PaletteItem>
      ))}
      <PaletteItem
        value={t("switchLanguage")}
        icon={<Languages />}
        onSelect={() => choose(() => setLanguage(language === "en" ? "es" : "en"))}
      >
        {t("switchLanguage")}
      </PaletteItem>
    </PaletteGroup>
  );
}
