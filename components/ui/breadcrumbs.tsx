import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type BreadcrumbsProps = {
  items: readonly { href: string; label: string }[];
  /** The page itself, as its title names it. */
  current: ReactNode;
};

/** The way back up, down to where one is. */
export function Breadcrumbs({ items, current }: BreadcrumbsProps) {
  const t = useTranslations("common");
  return (
    <nav aria-label={t("breadcrumbs")} data-print="hide">
      <ol className="-mb-1 flex min-w-0 items-center gap-1 text-sm text-subtle">
        {items.map((item) => (
          <li key={item.href} className="flex shrink-0 items-center gap-1">
            <Link href={item.href} className="rounded-xs py-0.5 hover:text-ink">
              {item.label}
            </Link>
            <ChevronRight aria-hidden="true" className="size-3.5" />
          </li>
        ))}
        <li aria-current="page" className="min-w-0 truncate">
          {current}
        </li>
      </ol>
    </nav>
  );
}
