"use client";

import { CircleHelp, PanelLeft, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import {
  currentDestination,
  type Destination,
  type DestinationGroup,
  type DestinationId,
  destinations,
} from "./destinations";
import { LanguageMenu } from "./language-menu";
import { useShell } from "./shell-context";
import { ThemeMenu } from "./theme-menu";
import { useModifierKey } from "./use-modifier-key";
import { WaitingBadge } from "./waiting-badge";

const groups: readonly DestinationGroup[] = ["work", "outreach", "trust", "setUp"];

type RailProps = {
  firmSwitcher: ReactNode;
  userButton: ReactNode;
  /** What the firm may still spend. */
  meter: ReactNode;
  /** Stands above the foot, for example that calls are simulated. */
  notice: ReactNode;
  hidden: readonly DestinationId[];
};

/** The navigation of the desk from 768 px on; collapses to icons. */
export function Rail({ firmSwitcher, userButton, meter, notice, hidden }: RailProps) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const shell = useShell();
  const modifier = useModifierKey();
  const isCollapsed = shell.isRailCollapsed;
  const shown = destinations.filter(({ id }) => !hidden.includes(id));
  return (
    <aside
      data-collapsed={isCollapsed}
      data-print="hide"
      className={cn(
        "group/rail sticky top-0 hidden h-dvh shrink-0 flex-col border-e border-line bg-sunken md:flex",
        isCollapsed ? "w-14 items-center px-2" : "w-60 px-2.5",
      )}
    >
      <div className={cn("flex items-center gap-1 pt-2.5 pb-2", isCollapsed && "flex-col")}>
        <div className="min-w-0 flex-1">{firmSwitcher}</div>
        <IconButton
          label={isCollapsed ? t("expand") : t("collapse")}
          icon={<PanelLeft />}
          size="sm"
          side="right"
          shortcut={[modifier, "B"]}
          onClick={shell.toggleRail}
        />
      </div>
      {isCollapsed ? (
        <IconButton
          label={t("search")}
          icon={<Search />}
          side="right"
          shortcut={[modifier, "K"]}
          onClick={shell.openPalette}
        />
      ) : (
        <button
          type="button"
          onClick={shell.openPalette}
          className="flex h-8 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-sm text-subtle shadow-control hover:border-control/60 hover:text-muted"
        >
          <Search aria-hidden="true" className="size-4" />
          <span className="flex-1 text-start">{t("search")}</span>
          <Kbd keys={[modifier, "K"]} />
        </button>
      )}
      <nav aria-label={t("navigation")} className="mt-3 flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto pb-3">
        {groups.map((group) => {
          const items = shown.filter((destination) => destination.group === group);
          if (items.length === 0) return null;
          return (
            <div key={group} className="flex flex-col gap-px">
              <p className={cn("px-2.5 pb-1 text-2xs font-medium tracking-wide text-subtle", isCollapsed && "sr-only")}>
                {t(`groups.${group}`)}
              </p>
              {items.map((destination) => (
                <RailLink
                  key={destination.id}
                  destination={destination}
                  isCurrent={currentDestination(pathname) === destination.id}
                  isCollapsed={isCollapsed}
                  waiting={destination.id === "inbox" ? shell.waiting : 0}
                />
              ))}
            </div>
          );
        })}
      </nav>
      {meter}
      {notice}
      <div className={cn("flex items-center gap-0.5 py-2.5", isCollapsed && "flex-col")}>
        <div className={cn("min-w-0", !isCollapsed && "flex-1")}>{userButton}</div>
        <IconButton label={t("help")} icon={<CircleHelp />} side="top" shortcut={["?"]} onClick={shell.openHelp} />
        <LanguageMenu side="top" />
        <ThemeMenu side="top" />
      </div>
    </aside>
  );
}

type RailLinkProps = { destination: Destination; isCurrent: boolean; isCollapsed: boolean; waiting: number };

function RailLink({ destination, isCurrent, isCollapsed, waiting }: RailLinkProps) {
  const t = useTranslations("shell.nav");
  const { id, href, icon: Icon, key } = destination;
  const link = (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      aria-label={isCollapsed ? t(id) : undefined}
      className={cn(
        "group/link flex h-8 items-center gap-2.5 rounded-md text-sm text-muted transition-colors duration-100 hover:bg-hover hover:text-ink focus-visible:-outline-offset-2",
        "aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-ink",
        isCollapsed ? "w-9 justify-center" : "px-2.5",
      )}
    >
      <Icon
        aria-hidden="true"
        className="size-4 shrink-0 text-subtle group-hover/link:text-muted group-aria-[current=page]/link:text-accent-text"
      />
      {isCollapsed ? null : (
        <>
          <span className="flex-1 truncate">{t(id)}</span>
          {key ? (
            <Kbd
              keys={["G", key]}
              className="opacity-0 group-hover/link:opacity-100 group-focus-visible/link:opacity-100"
            />
          ) : null}
          <WaitingBadge count={waiting} />
        </>
      )}
    </Link>
  );
  if (!isCollapsed) return link;
  return (
    <Tooltip label={t(id)} side="right" shortcut={key ? ["G", key] : undefined}>
      {link}
    </Tooltip>
  );
}
