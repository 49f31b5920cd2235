"use client";

import { Menu } from "@base-ui/react/menu";
import { useFormatter, useNow, useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { useState } from "react";
import { Menu as ActionMenu } from "@/components/ui/menu";
import { popupItemStyles } from "@/components/ui/popup-styles";
import { atHour, laterToday, nextWeek } from "../day-times";
import { useInbox } from "../inbox-context";
import { PickTime } from "../pick-time";

/** Until when a conversation may rest, on the firm's clock. */
export function SnoozeMenu({ trigger, onSnooze }: { trigger: ReactElement; onSnooze: (until: Date) => void }) {
  const t = useTranslations("inbox.snooze");
  const format = useFormatter();
  const { firmTimeZone } = useInbox();
  const now = useNow({ updateInterval: 60_000 });
  const [isPicking, setPicking] = useState(false);
  const choices = [
    { label: t("later"), at: laterToday(now, firmTimeZone) },
    { label: t("tomorrow"), at: atHour(now, firmTimeZone, 1, 9) },
    { label: t("nextWeek"), at: nextWeek(now, firmTimeZone) },
    // On a Sunday the next week begins tomorrow.
  ].filter(({ at }, index, all) => all.findIndex((other) => other.at.getTime() === at.getTime()) === index);
  return (
    <>
      <ActionMenu trigger={trigger}>
        {choices.map(({ label, at }) => (
          <Menu.Item key={label} className={popupItemStyles} onClick={() => onSnooze(at)}>
            <span className="flex-1">{label}</span>
            <span className="text-xs text-subtle">
              {format.dateTime(at, {
                weekday: "short",
                month: "short",
                day: "numeric",
                hour: "numeric",
                minute: "2-digit",
                timeZone: firmTimeZone,
              })}
            </span>
          </Menu.Item>
        ))}
        <Menu.Item className={popupItemStyles} onClick={() => setPicking(true)}>
          {t("custom")}
        </Menu.Item>
      </ActionMenu>
      {isPicking ? (
        <PickTime
          title={t("title")}
          zone={firmTimeZone}
          now={now}
          suggestion={atHour(now, firmTimeZone, 1, 9)}
          confirm={t("confirm")}
          onPick={onSnooze}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </>
  );
}
