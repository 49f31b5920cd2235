"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

/** A number beside the inbox: so many people wait for an answer. */
export function WaitingBadge({ count, className }: { count: number; className?: string }) {
  const t = useTranslations("shell");
  if (count === 0) return null;
  return (
    <span
      className={cn(
        "min-w-5 rounded-full bg-accent px-1.5 text-center text-2xs leading-5 font-medium text-on-accent tabular-nums",
        className,
      )}
    >
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{t("waiting", { count })}</span>
    </span>
  );
}
