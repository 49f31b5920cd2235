"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { type DestinationId, destinations } from "./destinations";
import { useModifierKey } from "./use-modifier-key";
import { useShortcutSetting } from "./use-shortcut-setting";

type ShortcutSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  hidden: readonly DestinationId[];
};

/** All keys on one sheet, and the switch that turns the single ones off. */
export function ShortcutSheet({ open, onOpenChange, hidden }: ShortcutSheetProps) {
  const t = useTranslations("shell");
  const modifier = useModifierKey();
  const [isOn, setOn] = useShortcutSetting();
  const anywhere = [
    { label: t("shortcuts.openPalette"), keys: [modifier, "K"] },
    { label: t("shortcuts.focusSearch"), keys: ["/"] },
    { label: t("shortcuts.create"), keys: ["C"] },
    { label: t("shortcuts.toggleSidebar"), keys: [modifier, "B"] },
    { label: t("shortcuts.help"), keys: ["?"] },
    { label: t("shortcuts.close"), keys: ["Esc"] },
  ];
  const lists = [
    { label: t("shortcuts.next"), keys: ["J"] },
    { label: t("shortcuts.previous"), keys: ["K"] },
    { label: t("shortcuts.open"), keys: ["↵"] },
  ];
  const inbox = [
    { label: t("shortcuts.reply"), keys: ["R"] },
    { label: t("shortcuts.note"), keys: ["N"] },
    { label: t("shortcuts.resolve"), keys: ["E"] },
    { label: t("shortcuts.snooze"), keys: ["S"] },
    { label: t("shortcuts.assign"), keys: ["A"] },
    { label: t("shortcuts.unread"), keys: ["U"] },
    { label: t("shortcuts.select"), keys: ["X"] },
    { label: t("shortcuts.send"), keys: [modifier, "↵"] },
  ];
  const goTo = destinations.flatMap(({ id, key }) =>
    key && !hidden.includes(id) ? [{ label: t(`nav.${id}`), keys: ["G", key] }] : [],
  );
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title={t("shortcuts.title")}
      description={t("shortcuts.description")}
    >
      <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
        <KeyList title={t("shortcuts.anywhere")} keys={anywhere} />
        <KeyList title={t("shortcuts.goTo")} keys={goTo} />
        <KeyList title={t("shortcuts.lists")} keys={lists} />
        {hidden.includes("inbox") ? null : <KeyList title={t("shortcuts.inbox")} keys={inbox} />}
        <div className="self-end rounded-lg border border-line bg-sunken p-3">
          <Switch
            checked={isOn}
            onCheckedChange={setOn}
            label={t("shortcuts.enable")}
            hint={t("shortcuts.enableHint", { modifier })}
          />
        </div>
      </div>
    </Dialog>
  );
}

type KeyListProps = { title: string; keys: readonly { label: string; keys: readonly string[] }[] };

function KeyList({ title, keys }: KeyListProps) {
  return (
    <section>
      <h3 className="pb-1 text-xs font-medium text-subtle">{title}</h3>
      <dl className="flex flex-col divide-y divide-line-soft">
        {keys.map((entry) => (
          <div key={entry.label} className="flex h-8 items-center justify-between gap-4 text-sm">
            <dt className="truncate text-ink">{entry.label}</dt>
            <dd>
              <Kbd keys={entry.keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
