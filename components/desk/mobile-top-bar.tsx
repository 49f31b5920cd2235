"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { useShell } from "./shell-context";

/** Firm, search and person at the top of a phone. */
export function MobileTopBar({ firmSwitcher, userButton }: { firmSwitcher: ReactNode; userButton: ReactNode }) {
  const t = useTranslations("shell");
  const shell = useShell();
  return (
    <header
      data-print="hide"
      className="sticky top-0 z-20 flex h-12 items-center gap-1 border-b border-line bg-sunken px-3 md:hidden"
    >
      <div className="min-w-0 flex-1">{firmSwitcher}</div>
      <IconButton label={t("search")} icon={<Search />} onClick={shell.openPalette} />
      {userButton}
    </header>
  );
}
