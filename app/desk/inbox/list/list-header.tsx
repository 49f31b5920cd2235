"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowDownWideNarrow, ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { chipListStyles, chipStyles } from "@/components/ui/tab-styles";
import { useInbox } from "../inbox-context";
import type { InboxSearch } from "../inbox-search";
import { countsQuery } from "../read-inbox";
import { ListSearch } from "./list-search";
import { ViewCount } from "./view-count";
import { ViewMenu } from "./view-menu";

const ANY = "";

type ListHeaderProps = {
  search: InboxSearch;
  onSearch: (change: Partial<InboxSearch>, history?: "push" | "replace") => void;
  onReplace: (search: InboxSearch) => void;
};

/** What the list shows: the view, the words that are looked for, filters and order. */
export function ListHeader({ search, onSearch, onReplace }: ListHeaderProps) {
  const t = useTranslations("inbox");
  const { colleagues } = useInbox();
  const sort = search.sort ?? (search.view === "waiting" ? "waiting" : "newest");
  const isFiltered = search.channel !== null || search.assignee !== null || search.tag !== null;
  return (
    <header className="flex flex-col gap-2 border-b border-line px-3 py-2">
      <h1 className="sr-only">{t("title")}</h1>
      <div className="flex items-center gap-1">
        <ViewMenu search={search} onReplace={onReplace} />
        <Menu
          trigger={
            <IconButton
              label={t("filters.label")}
              icon={<ListFilter className={isFiltered ? "text-accent-text" : undefined} />}
            />
          }
        >
          <MenuChoice
            label={t("filters.channel")}
            value={search.channel ?? ANY}
            onValueChange={(value) => onSearch({ channel: value === "sms" || value === "whatsapp" ? value : null })}
            options={[
              { value: ANY, label: t("filters.any") },
              { value: "sms", label: t("channels.sms") },
              { value: "whatsapp", label: t("channels.whatsapp") },
            ]}
          />
          <MenuChoice
            label={t("filters.assignee")}
            value={search.assignee ?? ANY}
            onValueChange={(value) => onSearch({ assignee: value === ANY ? null : value })}
            options={[
              { value: ANY, label: t("filters.any") },
              ...colleagues.map(({ userId, name }) => ({ value: userId, label: name })),
            ]}
          />
        </Menu>
        <Menu trigger={<IconButton label={t("sort.label")} icon={<ArrowDownWideNarrow />} />}>
          <MenuChoice
            label={t("sort.label")}
            value={sort}
            onValueChange={(value) => onSearch({ sort: value === "waiting" ? "waiting" : "newest" })}
            options={[
              { value: "newest", label: t("sort.newest") },
              { value: "waiting", label: t("sort.waiting") },
            ]}
          />
        </Menu>
      </div>
      <ListSearch words={search.q} onSearch={(q) => onSearch({ q }, "replace")} />
      <QuickViews view={search.view} onSearch={onSearch} />
      {isFiltered ? <ActiveFilters search={search} onSearch={onSearch} /> : null}
    </header>
  );
}

const QUICK_VIEWS = ["open", "mine", "unassigned", "waiting"] as const;

/** The views that are changed between all day, within one press. */
function QuickViews({ view, onSearch }: { view: InboxSearch["view"]; onSearch: ListHeaderProps["onSearch"] }) {
  const t = useTranslations("inbox.views");
  const { data: counts } = useQuery(countsQuery);
  return (
    <nav aria-label={t("quick")} className={cn(chipListStyles, "mt-0 flex-wrap")}>
      {QUICK_VIEWS.map((each) => (
        <button
          key={each}
          type="button"
          aria-current={view === each ? "page" : undefined}
          onClick={() => onSearch({ view: each, sort: null })}
          className={cn(chipStyles, "px-2 text-xs")}
        >
          {t(`names.${each}`)}
          <ViewCount value={counts?.views[each]} />
        </button>
      ))}
    </nav>
  );
}

function ActiveFilters({ search, onSearch }: Pick<ListHeaderProps, "search" | "onSearch">) {
  const t = useTranslations("inbox");
  const { colleagues } = useInbox();
  const chips = [
    search.channel === null ? null : { key: "channel" as const, label: t(`channels.${search.channel}`) },
    search.assignee === null
      ? null
      : {
          key: "assignee" as const,
          label: colleagues.find(({ userId }) => userId === search.assignee)?.name ?? t("filters.assignee"),
        },
    search.tag === null ? null : { key: "tag" as const, label: search.tag },
  ].filter((chip) => chip !== null);
  return (
    <ul className="flex flex-wrap gap-1.5">
      {chips.map(({ key, label }) => (
        <li key={key}>
          <button
            type="button"
            aria-label={t("filters.remove", { name: label })}
            onClick={() => onSearch({ [key]: null })}
            className="inline-flex h-6 max-w-48 items-center gap-1 rounded-xs border border-accent-line bg-accent-soft px-1.5 text-xs text-ink"
          >
            <span className="truncate">{label}</span>
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
