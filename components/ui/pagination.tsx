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

/**
 * Steps through a list by cursor. A direction that leads nowhere is shown switched off, so that nothing jumps; a list that is
 * whole on one page has no steps.
 */
export function Pagination({ previousHref, nextHref, children }: PaginationProps) {
  const t = useTranslations("common.pagination");
  if (!previousHref && !nextHref && !children) return null;
  return (
    <nav
      aria-label={t("label")}
      className="flex items-center justify-between gap-3 text-xs text-subtle"
      data-print="hide"
    >
      <span>{children}</span>
      <span className="flex items-center gap-1.5">
        <Step href={previousHref}>
          <ChevronLeft />
          {t("previous")}
        </Step>
        <Step href={nextHref}>
          {t("next")}
          <ChevronRight />
        </Step>
      </span>
    </nav>
  );
}

function Step({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (href) {
    return (
      <LinkButton href={href} size="sm">
        {children}
      </LinkButton>
    );
  }
  return (
    <span aria-disabled="true" className={buttonStyles({ size: "sm" })}>
      {children}
    </span>
  );
}
