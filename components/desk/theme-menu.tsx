"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuChoice } from "@/components/ui/menu";

/** Light, dark, or what the device says. */
export function ThemeMenu({ side = "bottom" }: { side?: "top" | "bottom" }) {
  const t = useTranslations("shell.theme");
  const { theme = "system", setTheme } = useTheme();
  const icon = (
    <span className="contents">
      <Sun className="dark:hidden" />
      <Moon className="hidden dark:block" />
    </span>
  );
  return (
    <Menu side={side} align="start" trigger={<IconButton label={t("label")} icon={icon} side="top" />}>
      <MenuChoice
        label={t("label")}
        value={theme}
        onValueChange={setTheme}
        options={[
          { value: "light", label: t("light"), icon: <Sun /> },
          { value: "dark", label: t("dark"), icon: <Moon /> },
          { value: "system", label: t("system"), icon: <Monitor /> },
        ]}
      />
    </Menu>
  );
}
