"use client";

import { usePageShortcuts } from "@/components/desk/page-shortcuts";
import { useChange } from "./acts/use-change";
import type { ComposerHandle } from "./composer/composer-handle";
import type { ConversationRow } from "./inbox-data";
import type { ListHandle } from "./list/conversation-list";

type InboxKeys = {
  rows: readonly ConversationRow[];
  openId: string | null;
  activeId: string | null;
  selected: ReadonlySet<string>;
  canWrite: boolean;
  list: { current: ListHandle | null };
  composer: { current: ComposerHandle | null };
  open: (id: string | null) => void;
  setActive: (id: string) => void;
  toggle: (id: string) => void;
  clearSelection: () => void;
  markUnread: (id: string) => void;
};

/** The inbox by keyboard (ux.md, rule 2): the row that has the focus is meant, else the open conversation. */
export function useInboxKeys(keys: InboxKeys): void {
  const { rows, openId, activeId, selected, canWrite, list, composer } = keys;
  const change = useChange();

  function meant(): string | null {
    const row = document.activeElement?.closest<HTMLElement>("[data-conversation]")?.dataset["conversation"];
    return row ?? openId ?? activeId;
  }

  /** Where the focus goes when the row that has it leaves the list. */
  function follower(id: string): string | null {
    const index = rows.findIndex((row) => row.id === id);
    return rows[index + 1]?.id ?? rows[index - 1]?.id ?? null;
  }

  async function resolve() {
    const id = meant();
    if (!canWrite || id === null) return;
    const many = selected.size > 0 ? [...selected] : [id];
    const row = rows.find((each) => each.id === id);
    const next = follower(id);
    const isDone = await change(many, { kind: row?.status === "resolved" ? "reopen" : "resolve" });
    if (!isDone) return;
    keys.clearSelection();
    if (next !== null) {
      keys.setActive(next);
      list.current?.focusRow(next);
    }
  }

  function press(act: "assign" | "snooze") {
    if (!canWrite) return;
    const id = meant();
    if (selected.size === 0 && id !== null && id !== openId) keys.open(id);
    const name = selected.size > 0 ? `${act}-bulk` : act;
    pressWhenThere(name, selected.size > 0 ? null : id);
  }

  function withOpen(act: () => void) {
    const id = meant();
    if (id === null) return;
    if (id !== openId) keys.open(id);
    whenTrue(
      () => composer.current !== null && document.querySelector(`[data-open-conversation="${id}"]`) !== null,
      act,
    );
  }

  usePageShortcuts({
    move: (step) => {
      const index = rows.findIndex((row) => row.id === (activeId ?? openId));
      const focused = document.activeElement?.closest("[data-conversation]");
      const next = rows[index === -1 ? 0 : focused || activeId === null ? index + step : index];
      const target = next ?? rows[Math.max(0, Math.min(rows.length - 1, index))];
      if (!target) return;
      keys.setActive(target.id);
      list.current?.focusRow(target.id);
    },
    resolve: () => void resolve(),
    snooze: () => press("snooze"),
    assign: () => press("assign"),
    reply: () => withOpen(() => composer.current?.reply()),
    note: () => withOpen(() => composer.current?.note()),
    select: () => {
      const id = meant();
      if (canWrite && id !== null) keys.toggle(id);
    },
    unread: () => {
      const id = meant();
      if (canWrite && id !== null) keys.markUnread(id);
    },
    back: () => {
      if (selected.size > 0) return keys.clearSelection();
      if (openId === null) return;
      keys.open(null);
      list.current?.focusRow(openId);
    },
  });
}

/** Opens a menu of the conversation that is being opened, as soon as it stands there. */
function pressWhenThere(name: string, conversationId: string | null): void {
  const scope = conversationId === null ? "" : `[data-open-conversation="${conversationId}"] `;
  const find = () => document.querySelector<HTMLElement>(`${scope}[data-inbox-act="${name}"]`);
  whenTrue(
    () => find() !== null,
    () => find()?.click(),
  );
}

const MOST_FRAMES = 120;

function whenTrue(isTrue: () => boolean, act: () => void, frames = MOST_FRAMES): void {
  if (isTrue()) act();
  else if (frames > 0) requestAnimationFrame(() => whenTrue(isTrue, act, frames - 1));
}
