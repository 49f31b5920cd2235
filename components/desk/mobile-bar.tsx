"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Sheet } from "@/components/ui/sheet";
import { currentDestination, type DestinationId, destinations } from "./destinations";
import { LanguageMenu } from "./language-menu";
import { useShell } from "./shell-context";
import { ThemeMenu } from "./theme-menu";
import { WaitingBadge } from "./waiting-badge";

const primary: readonly DestinationId[] = ["inbox", "leads", "calls", "contacts"];

const slot =
  "flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-2xs text-muted focus-visible:-outline-offset-2 aria-[current=page]:font-medium aria-[current=page]:text-accent-text [&_svg]:size-5 [&_svg]:stroke-[1.75]";

/** The navigation of a phone: four screens and More, within reach of the thumb. */
export function MobileBar({ hidden, notice }: { hidden: readonly DestinationId[]; notice: ReactNode }) {
  const t = useTranslations("shell");
  const current = currentDestination(usePathname());
  const { waiting } = useShell();
  const [isMoreOpen, setMoreOpen] = useState(false);
  const shown = destinations.filter(({ id }) => !hidden.includes(id));
  const more = shown.filter(({ id }) => !primary.includes(id));
  return (
    <nav
      aria-label={t("mobileNavigation")}
      data-print="hide"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {shown
        .filter(({ id }) => primary.includes(id))
        .map(({ id, href, icon: Icon }) => (
          <Link key={id} href={href} aria-current={current === id ? "page" : undefined} className={slot}>
            <span className="relative">
              <Icon aria-hidden="true" />
              {id === "inbox" ? <WaitingBadge count={waiting} className="absolute -top-1.5 start-3" /> : null}
            </span>
            {t(`nav.${id}`)}
          </Link>
        ))}
      <Sheet
        side="bottom"
        open={isMoreOpen}
        onOpenChange={setMoreOpen}
        title={t("nav.more")}
        trigger={
          <button
            type="button"
            className={cn(slot, more.some(({ id }) => id === current) && "font-medium text-accent-text")}
          >
            <Ellipsis aria-hidden="true" />
            {t("nav.more")}
          </button>
        }
      >
        <ul className="-mx-2 -mt-2 flex flex-col">
          {more.map(({ id, href, icon: Icon }) => (
            <li key={id}>
              <Link
                href={href}
                onClick={() => setMoreOpen(false)}
                aria-current={current === id ? "page" : undefined}
                className="flex h-11 items-center gap-3 rounded-md px-2 text-base text-ink hover:bg-hover aria-[current=page]:font-medium"
              >
                <Icon aria-hidden="true" className="size-5 stroke-[1.75] text-subtle" />
                {t(`nav.${id}`)}
              </Link>
            </li>
          ))}
        </ul>
        {notice ? <div className="pt-2">{notice}</div> : null}
        <div className="mt-2 flex items-center gap-1 border-t border-line-soft pt-2">
          <LanguageMenu side="top" />
          <ThemeMenu side="top" />
        </div>
      </Sheet>
    </nav>
  );
}
