"use client";

import { Menu } from "@base-ui/react/menu";
import { CalendarClock } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu as ActionMenu } from "@/components/ui/menu";
import { popupItemStyles } from "@/components/ui/popup-styles";
import { atHour } from "../day-times";
import { useInbox } from "../inbox-context";
import { PickTime } from "../pick-time";
import { useContactClock } from "./use-contact-clock";

type ScheduleMenuProps = {
  /** The person's zone; the firm's clock serves where nothing says where they are. */
  zone: string | null;
  earliest: Date | null;
  onSchedule: (at: Date) => void;
};

/** Times at which a reply may go later. The gate is asked for that time, and again when it comes. */
export function ScheduleMenu({ zone, earliest, onSchedule }: ScheduleMenuProps) {
  const t = useTranslations("inbox.composer");
  const format = useFormatter();
  const { firmTimeZone } = useInbox();
  const now = useContactClock();
  const [isPicking, setPicking] = useState(false);
  const timeZone = zone ?? firmTimeZone;
  const tomorrow = atHour(now, timeZone, 1, 9);
  const words = (at: Date) =>
    format.dateTime(at, {
      weekday: "short",
      month: "short",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
      timeZone,
      timeZoneName: "short",
    });
  const choices = [
    ...(earliest === null ? [] : [{ label: t("times.earliest"), at: earliest }]),
    { label: t("times.tomorrow"), at: tomorrow },
  ];
  return (
    <>
      <ActionMenu
        align="start"
        side="top"
        trigger={<IconButton size="sm" label={t("scheduleLater")} icon={<CalendarClock />} side="top" />}
      >
        {choices.map(({ label, at }) => (
          <Menu.Item key={label} className={popupItemStyles} onClick={() => onSchedule(at)}>
            <span className="flex-1">{label}</span>
            <span className="text-xs text-subtle">{words(at)}</span>
          </Menu.Item>
        ))}
        <Menu.Item className={popupItemStyles} onClick={() => setPicking(true)}>
          {t("times.custom")}
        </Menu.Item>
      </ActionMenu>
      {isPicking ? (
        <PickTime
          title={t("scheduleLater")}
          zone={timeZone}
          now={now}
          suggestion={tomorrow}
          confirm={t("schedule")}
          onPick={onSchedule}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </>
  );
}
