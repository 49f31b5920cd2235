"use client";

import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";

/** What goes to stand-ins instead of a network. */
export type SimulatedParts = "calls" | "messages" | "both";

/** Says plainly that nobody is reached. Always visible while that is so. */
export function SimulatedNotice({ parts, compact = false }: { parts: SimulatedParts; compact?: boolean }) {
  const t = useTranslations(`shell.simulated.${parts}`);
  const trigger = (
    <button
      type="button"
      aria-label={compact ? t("title") : undefined}
      className={cn(
        "flex h-8 items-center gap-2 rounded-md border border-warning-line bg-warning-soft text-xs font-medium text-warning",
        compact ? "w-9 justify-center" : "w-full px-2.5",
      )}
    >
      <FlaskConical aria-hidden="true" className="size-3.5 shrink-0" />
      {compact ? null : <span className="truncate">{t("short")}</span>}
    </button>
  );
  return (
    <Popover trigger={trigger} title={t("title")} side="top">
      <p className="text-sm text-muted">{t("body")}</p>
    </Popover>
  );
}
