import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonStyles } from "./button-styles";
import { LinkButton } from "./link-button";

type PaginationProps = {
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** For example how many rows match. */
  children?: ReactNode;
};

/** Steps through a list by cursor. A direction that leads nowhere is shown switched off, so that nothing jumps. */
export function Pagination({ previousHref, nextHref, children }: PaginationProps) {
  const t = useTranslations("common.pagination");
  return (
    <nav
      aria-label={t("label")}
      className="flex items-center justify-between gap-3 text-xs text-subtle"
      data-print="hide"
    >
      <span>{children}</span>
      <span className="flex items-center gap-1.5">
        <Step href={previousHref} label={t("previous")} icon={<ChevronLeft />} />
        <Step href={nextHref} label={t("next")} icon={<ChevronRight />} />
      </span>
    </nav>
  );
}

function Step({ href, label, icon }: { href: string | undefined; label: string; icon: ReactNode }) {
  if (href) {
    return (
      <LinkButton href={href} size="sm" icon={icon}>
        {label}
      </LinkButton>
    );
  }
  return (
    <span aria-disabled="true" className={buttonStyles({ size: "sm" })}>
      {icon}
      {label}
    </span>
  );
}
