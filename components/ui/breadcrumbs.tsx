import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** The way back up. The page itself is not part of it: its title follows right below. */
export function Breadcrumbs({ items }: { items: readonly { href: string; label: string }[] }) {
  const t = useTranslations("common");
  return (
    <nav aria-label={t("breadcrumbs")} data-print="hide">
      <ol className="-mb-1 flex flex-wrap items-center gap-1 text-sm text-subtle">
        {items.map((item) => (
          <li key={item.href} className="flex items-center gap-1">
            <Link href={item.href} className="rounded-xs py-0.5 hover:text-ink">
              {item.label}
            </Link>
            <ChevronRight className="size-3.5" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
