"use client";

import { Menu } from "@base-ui/react/menu";
import { useQuery } from "@tanstack/react-query";
import { BookmarkPlus, Check, ChevronDown, Trash2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu as ActionMenu } from "@/components/ui/menu";
import { popupItemStyles } from "@/components/ui/popup-styles";
import type { SavedView } from "../inbox-data";
import { INBOX_VIEWS, type InboxSearch, loadInboxSearch, searchOf, searchParamsOf } from "../inbox-search";
import { countsQuery } from "../read-inbox";
import { SaveView } from "./save-view";
import { useRemoveView } from "./use-remove-view";
import { ViewCount } from "./view-count";

type ViewMenuProps = {
  search: InboxSearch;
  onReplace: (search: InboxSearch) => void;
};

/** The inbox's own views and the saved ones, each with how many stand in it. */
export function ViewMenu({ search, onReplace }: ViewMenuProps) {
  const t = useTranslations("inbox.views");
  const { data: counts } = useQuery(countsQuery);
  const remove = useRemoveView();
  const views = counts?.saved ?? [];
  const [isSaving, setSaving] = useState(false);
  const present = JSON.stringify(searchParamsOf(search));
  const saved = views.find((view) => JSON.stringify(searchParamsOf(searchOfView(view))) === present);
  const label = saved?.name ?? t(`names.${search.view}`);
  return (
    <>
      <ActionMenu
        align="start"
        trigger={
          <Button
            variant="ghost"
            className="min-w-0 flex-1 justify-start gap-1.5 px-1.5 text-base font-semibold text-ink"
          >
            <span className="truncate">{label}</span>
            <ViewCount value={saved ? saved.count : counts?.views[search.view]} />
            <ChevronDown className="text-subtle" />
          </Button>
        }
      >
        <Menu.Group>
          <Menu.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-subtle">{t("own")}</Menu.GroupLabel>
          {INBOX_VIEWS.map((view) => (
            <Menu.Item
              key={view}
              className={popupItemStyles}
              onClick={() => onReplace({ ...NOTHING, view })}
              aria-current={saved === undefined && view === search.view ? "true" : undefined}
            >
              <Tick isOn={saved === undefined && view === search.view} />
              <span className="flex-1">{t(`names.${view}`)}</span>
              <ViewCount value={counts?.views[view]} />
            </Menu.Item>
          ))}
        </Menu.Group>
        {views.length > 0 ? (
          <Menu.Group>
            <Menu.GroupLabel className="px-2 pt-2 pb-1 text-xs text-subtle">{t("saved")}</Menu.GroupLabel>
            {views.map((view) => (
              <Menu.Item key={view.id} className={popupItemStyles} onClick={() => onReplace(searchOfView(view))}>
                <Tick isOn={view.id === saved?.id} />
                <span className="min-w-0 flex-1 truncate">{view.name}</span>
                {view.isShared ? <Users aria-label={t("shared")} role="img" /> : null}
                <ViewCount value={view.count} />
              </Menu.Item>
            ))}
          </Menu.Group>
        ) : null}
        <Menu.Separator className="my-1 h-px bg-line-soft" />
        <Menu.Item className={popupItemStyles} onClick={() => setSaving(true)}>
          <BookmarkPlus /> {t("save")}
        </Menu.Item>
        {saved?.isOwn ? <RemoveView view={saved} onRemove={remove} /> : null}
      </ActionMenu>
      {isSaving ? <SaveView search={search} onClose={() => setSaving(false)} /> : null}
    </>
  );
}

const NOTHING: InboxSearch = { view: "open", q: null, tag: null, channel: null, assignee: null, sort: null };

function searchOfView({ query }: SavedView): InboxSearch {
  return searchOf(loadInboxSearch(new URLSearchParams(query)));
}

function RemoveView({ view, onRemove }: { view: SavedView; onRemove: (view: SavedView) => void }) {
  const t = useTranslations("inbox.views");
  return (
    <Menu.Item className={popupItemStyles} onClick={() => onRemove(view)}>
      <Trash2 /> {t("remove", { name: view.name })}
    </Menu.Item>
  );
}

function Tick({ isOn }: { isOn: boolean }) {
  return <Check className={isOn ? "text-accent-text!" : "invisible"} />;
}
