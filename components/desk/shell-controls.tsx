"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, type RefObject, useMemo, useRef, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { CommandPalette, type PaletteAction } from "./command-palette";
import type { DestinationId } from "./destinations";
import { type PageShortcuts, PageShortcutsContext, type ShortcutRegistry } from "./page-shortcuts";
import { railCookie } from "./rail-cookie";
import { readShortcut, type ShortcutCommand } from "./read-shortcut";
import { rememberChoice } from "./remember-choice";
import { ShellContext } from "./shell-context";
import { ShortcutSheet } from "./shortcut-sheet";
import type { SearchRecords } from "./use-record-search";
import { useShortcutSetting } from "./use-shortcut-setting";
import { useWaitingCount } from "./use-waiting-count";

const sequenceMs = 1200;

type ShellControlsProps = {
  searchRecords: SearchRecords;
  actions: readonly PaletteAction[];
  hidden: readonly DestinationId[];
  startCollapsed: boolean;
  children: ReactNode;
};

/** Keys, command palette, help sheet and the rail's state, for everything inside the shell. */
export function ShellControls({ searchRecords, actions, hidden, startCollapsed, children }: ShellControlsProps) {
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isRailCollapsed, setRailCollapsed] = useState(startCollapsed);

  const waiting = useWaitingCount(!hidden.includes("inbox"));

  const controls = useMemo(
    () => ({
      openPalette: () => setPaletteOpen(true),
      openHelp: () => setHelpOpen(true),
      isRailCollapsed,
      waiting,
      toggleRail: () => {
        setRailCollapsed(!isRailCollapsed);
        rememberChoice(railCookie, isRailCollapsed ? "0" : "1");
      },
    }),
    [isRailCollapsed, waiting],
  );

  useHotkeys("mod+k", () => setPaletteOpen((isOpen) => !isOpen), { ...always, preventDefault: true });
  useHotkeys("mod+b", controls.toggleRail, { ...always, preventDefault: true });
  const pageShortcuts = useRef<RefObject<PageShortcuts> | null>(null);
  useSingleKeys({ hidden, pageShortcuts, onSearch: controls.openPalette, onHelp: controls.openHelp });

  return (
    <ShellContext value={controls}>
      <PageShortcutsContext value={pageShortcuts}>{children}</PageShortcutsContext>
      <CommandPalette
        open={isPaletteOpen}
        onOpenChange={setPaletteOpen}
        searchRecords={searchRecords}
        actions={actions}
        hidden={hidden}
      />
      <ShortcutSheet open={isHelpOpen} onOpenChange={setHelpOpen} hidden={hidden} />
    </ShellContext>
  );
}

const always = { enableOnFormTags: true, enableOnContentEditable: true };
const singleKeys = "g,h,i,l,c,a,k,j,e,s,r,n,x,u,/,shift+/,shift+?,escape";

type SingleKeys = {
  hidden: readonly DestinationId[];
  pageShortcuts: ShortcutRegistry;
  onSearch: () => void;
  onHelp: () => void;
};

function useSingleKeys({ hidden, pageShortcuts, onSearch, onHelp }: SingleKeys) {
  const router = useRouter();
  const [isOn] = useShortcutSetting();
  const goPressedAt = useRef(Number.NEGATIVE_INFINITY);

  function run(command: ShortcutCommand, event: KeyboardEvent) {
    switch (command.do) {
      case "await-destination":
        goPressedAt.current = event.timeStamp;
        return;
      case "go":
        if (!hidden.includes(command.destination.id)) router.push(command.destination.href);
        return;
      case "create":
        event.preventDefault();
        return visibleElement('[data-shortcut="create"]')?.click();
      case "search": {
        event.preventDefault();
        const field = visibleElement('[data-shortcut="search"]');
        return field ? field.focus() : onSearch();
      }
      case "help":
        return onHelp();
      case "move":
        return (pageShortcuts.current?.current.move ?? focusRow)(command.step);
      case "back":
        return (pageShortcuts.current?.current.back ?? pressBack)();
      case "page": {
        const act = pageShortcuts.current?.current[command.act];
        if (act) event.preventDefault();
        return act?.();
      }
    }
  }

  useHotkeys(
    singleKeys,
    (event) => {
      const isAfterG = event.timeStamp - goPressedAt.current < sequenceMs;
      goPressedAt.current = Number.NEGATIVE_INFINITY;
      const command = readShortcut(event.key, isAfterG);
      if (command) run(command, event);
    },
    { enabled: isOn, useKey: true, ignoreEventWhen: (event) => event.defaultPrevented || isPopupOpen() },
  );
}

/** While a dialog, sheet or menu is open the keys belong to it. A toast is a dialog that asks for nothing. */
function isPopupOpen(): boolean {
  const popups =
    '[role="dialog"]:not([data-toast]),[role="alertdialog"]:not([data-toast]),[role="menu"],[role="listbox"]';
  return document.querySelector(popups) !== null;
}

function pressBack() {
  visibleElement('[data-shortcut="back"]')?.click();
}

function visibleElement(selector: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.checkVisibility());
}

function focusRow(step: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row-link]")].filter((row) => row.checkVisibility());
  const present = rows.indexOf(document.activeElement as HTMLElement);
  const next = present === -1 ? (step === 1 ? 0 : rows.length - 1) : present + step;
  rows[next]?.focus();
}
