"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { ArrowRight, BookUser, Briefcase, PhoneCall, Search, UserRoundPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { backdropStyles } from "@/components/ui/dialog-styles";
import { Kbd } from "@/components/ui/kbd";
import { Spinner } from "@/components/ui/spinner";
import { type DestinationId, destinations } from "./destinations";
import { PaletteGroup, PaletteItem } from "./palette-item";
import { PalettePreferences } from "./palette-preferences";
import { type RecordKind, type SearchRecords, useRecordSearch } from "./use-record-search";

/** Something to start, reached by its address. */
export type PaletteAction = { id: string; label: string; href: string };

type CommandPaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  searchRecords: SearchRecords;
  actions: readonly PaletteAction[];
  /** Destinations that the person's role does not include. */
  hidden: readonly DestinationId[];
};

/** Finds records, goes to screens, starts things: everything from the keyboard. */
export function CommandPalette({ open, onOpenChange, ...content }: CommandPaletteProps) {
  const t = useTranslations("shell.palette");
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropStyles} />
        <Dialog.Popup className="fixed top-[12dvh] left-1/2 z-50 w-[min(40rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-dialog outline-none transition-[opacity,scale] duration-120 ease-out data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0 max-sm:top-3">
          <Dialog.Title className="sr-only">{t("title")}</Dialog.Title>
          <Dialog.Description className="sr-only">{t("description")}</Dialog.Description>
          <PaletteContent {...content} close={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type PaletteContentProps = Omit<CommandPaletteProps, "open" | "onOpenChange"> & { close: () => void };

function PaletteContent({ searchRecords, actions, hidden, close }: PaletteContentProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const search = useRecordSearch(searchRecords, query);
  const [selected, setSelected] = useState("");
  const firstRecord = search.records[0]?.id;

  useEffect(() => {
    if (firstRecord !== undefined) setSelected(recordValue(firstRecord));
  }, [firstRecord]);

  function go(href: string) {
    close();
    router.push(href);
  }

  return (
    <Command label={t("palette.title")} value={selected} onValueChange={setSelected} loop>
      <div className="flex h-12 items-center gap-2.5 border-b border-line-soft px-4 text-subtle">
        {search.isSearching ? <Spinner /> : <Search className="size-4" />}
        <Command.Input
          value={query}
          onValueChange={setQuery}
          placeholder={t("palette.placeholder")}
          className="h-full min-w-0 flex-1 bg-transparent text-base text-ink outline-none any-pointer-coarse:text-lg"
        />
      </div>
      <Command.List className="h-[min(24rem,60dvh)] scroll-py-2 overflow-y-auto overscroll-contain p-2">
        {search.isSearching || search.records.length > 0 ? null : (
          <Command.Empty className="px-3 py-8 text-center text-sm text-muted">
            {t("palette.empty", { query })}
          </Command.Empty>
        )}
        {search.records.length > 0 ? (
          <PaletteGroup heading={t("palette.records")} forceMount>
            {search.records.map((record) => (
              <PaletteItem
                key={record.id}
                value={recordValue(record.id)}
                icon={recordIcons[record.kind]}
                forceMount
                onSelect={() => go(record.href)}
              >
                <span className="truncate text-ink">{record.title}</span>
                <span className="truncate text-xs text-subtle">{record.detail}</span>
              </PaletteItem>
            ))}
          </PaletteGroup>
        ) : null}
        {search.hasFailed ? (
          <p role="alert" className="px-3 py-2 text-sm text-danger">
            {t("palette.failed")}
          </p>
        ) : null}
        {actions.length > 0 ? (
          <PaletteGroup heading={t("palette.actions")}>
            {actions.map((action) => (
              <PaletteItem key={action.id} value={action.label} icon={<ArrowRight />} onSelect={() => go(action.href)}>
                {action.label}
              </PaletteItem>
            ))}
          </PaletteGroup>
        ) : null}
        <PaletteGroup heading={t("palette.goTo")}>
          {destinations
            .filter(({ id }) => !hidden.includes(id))
            .map(({ id, href, icon: Icon, key }) => (
              <PaletteItem key={id} value={t(`nav.${id}`)} icon={<Icon />} onSelect={() => go(href)}>
                <span className="flex-1">{t(`nav.${id}`)}</span>
                {key ? <Kbd keys={["G", key]} /> : null}
              </PaletteItem>
            ))}
        </PaletteGroup>
        <PalettePreferences close={close} />
      </Command.List>
      <footer className="flex items-center gap-4 border-t border-line-soft bg-sunken px-4 py-2 text-xs text-subtle max-sm:hidden">
        <Hint keys={["↑", "↓"]}>{t("palette.hintMove")}</Hint>
        <Hint keys={["↵"]}>{t("palette.hintOpen")}</Hint>
        <Hint keys={["Esc"]}>{t("palette.hintClose")}</Hint>
      </footer>
    </Command>
  );
}

const recordIcons: Record<RecordKind, ReactNode> = {
  lead: <UserRoundPlus />,
  contact: <BookUser />,
  case: <Briefcase />,
  call: <PhoneCall />,
};

function recordValue(id: string): string {
  return `record ${id}`;
}

function Hint({ keys, children }: { keys: readonly string[]; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <Kbd keys={keys} />
      {children}
    </span>
  );
}
