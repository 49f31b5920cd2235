"use client";

import { Ban, CircleAlert, CircleHelp, Clock, Hourglass } from "lucide-react";
import { useFormatter, useNow, useTimeZone, useTranslations } from "next-intl";
import { type MouseEvent, memo } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { ChannelMark } from "../channel-mark";
import type { ConversationRow as Row } from "../inbox-data";
import { deliveryOf } from "../thread/delivery-of";
import { usePersonName } from "../use-inbox-words";

type ConversationRowProps = {
  row: Row;
  href: string;
  isOpen: boolean;
  isActive: boolean;
  isSelected: boolean;
  isSelecting: boolean;
  onOpen: (id: string) => void;
  onPoint: (id: string) => void;
  onFocus: (id: string) => void;
  onSelect: (id: string) => void;
};

/** One conversation in the list: who, what last, since when they wait, whose it is. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { row, href, isOpen, isActive, isSelected, isSelecting, onOpen, onPoint, onFocus, onSelect } = props;
  const t = useTranslations("inbox.row");
  const name = usePersonName()(row);

  function open(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(row.id);
  }

  return (
    <div
      data-open={isOpen || undefined}
      className={cn(
        "group/row relative flex h-full border-b border-line-soft hover:bg-hover",
        isOpen && "bg-accent-soft hover:bg-accent-soft",
        isSelected && "bg-accent-soft",
      )}
    >
      <div className="relative flex w-10 shrink-0 justify-center pt-2">
        {isSelecting || isSelected ? null : (
          <Mark isUnread={row.isUnread} className="group-focus-within/row:hidden group-hover/row:hidden" />
        )}
        <Checkbox
          label={t("select", { name })}
          aria-label={t("select", { name })}
          hideLabel
          checked={isSelected}
          tabIndex={isActive || isSelecting ? 0 : -1}
          onCheckedChange={() => onSelect(row.id)}
          className={cn(
            "h-6 opacity-0 focus-within:opacity-100 group-hover/row:opacity-100 pointer-coarse:hidden",
            (isSelecting || isSelected) && "opacity-100 pointer-coarse:flex",
          )}
        />
      </div>
      <a
        href={href}
        data-row-link=""
        data-conversation={row.id}
        tabIndex={isActive ? 0 : -1}
        aria-current={isOpen ? "true" : undefined}
        onClick={open}
        onPointerEnter={() => onPoint(row.id)}
        onFocus={() => onFocus(row.id)}
        className="flex min-w-0 flex-1 flex-col justify-center gap-0.5 py-2 pe-3 focus-visible:-outline-offset-2"
      >
        <span className="flex items-baseline gap-2">
          <span className={cn("min-w-0 flex-1 truncate text-sm", row.isUnread ? "font-semibold text-ink" : "text-ink")}>
            {row.isUnread ? <span className="sr-only">{t("unread")} </span> : null}
            {name}
          </span>
          {row.lastMessage ? <RowTime value={row.lastMessage.at} /> : null}
        </span>
        <LastWords row={row} />
        <RowFacts row={row} />
      </a>
    </div>
  );
});

function Mark({ isUnread, className }: { isUnread: boolean; className: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn("pointer-events-none absolute start-4 top-4 grid size-2 place-items-center", className)}
    >
      {isUnread ? <span className="size-2 rounded-full bg-accent" /> : null}
    </span>
  );
}

function LastWords({ row }: { row: Row }) {
  const t = useTranslations("inbox.row");
  const last = row.lastMessage;
  if (last === null) return <span className="text-sm text-subtle">{t("nothing")}</span>;
  const words = last.isDeleted ? t("deleted") : last.body || t("media", { count: last.mediaCount });
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-sm text-muted">
      <ChannelMark channel={last.channel} className="text-subtle" />
      <span className={cn("truncate", row.isUnread && "text-ink", last.isDeleted && "italic")}>
        {last.direction === "outbound" ? t("yours", { words }) : words}
      </span>
    </span>
  );
}

function RowFacts({ row }: { row: Row }) {
  const t = useTranslations("inbox.row");
  const shown = row.tags.slice(0, 2);
  return (
    <span className="flex h-5 min-w-0 items-center gap-1.5 overflow-hidden text-2xs text-subtle">
      {row.isOptedOut ? (
        <span className="inline-flex shrink-0 items-center gap-1 font-medium text-danger">
          <Ban aria-hidden="true" className="size-3" />
          {t("optedOut")}
        </span>
      ) : null}
      <LastFate row={row} />
      {row.waitingSince ? <Waiting since={row.waitingSince} /> : null}
      {row.snoozedUntil && row.status === "snoozed" ? <Snoozed until={row.snoozedUntil} /> : null}
      {shown.map((tag) => (
        <span key={tag} className="max-w-24 shrink-0 truncate rounded-xs border border-line bg-surface px-1 text-muted">
          {tag}
        </span>
      ))}
      {row.tags.length > shown.length ? (
        <span className="shrink-0">{t("moreTags", { count: row.tags.length - shown.length })}</span>
      ) : null}
      <span className="ms-auto truncate ps-1">{row.assignedName ?? (row.assignedUserId ? t("somebody") : null)}</span>
    </span>
  );
}

const FATES = {
  failed: { icon: CircleAlert, color: "text-danger", words: "delivery.failed" },
  unknown: { icon: CircleHelp, color: "text-warning", words: "row.deliveryUnknown" },
} as const;

/** That the firm's newest message did not arrive, or that nobody knows of one whether it did. */
function LastFate({ row }: { row: Row }) {
  const t = useTranslations("inbox");
  const last = row.lastMessage;
  const delivery = last === null ? null : deliveryOf({ ...last, send: null });
  const fate = row.hasUnknownSend ? "unknown" : delivery;
  if (fate !== "failed" && fate !== "unknown") return null;
  const { icon: Icon, color, words } = FATES[fate];
  return (
    <span className={cn("inline-flex shrink-0 items-center gap-1 font-medium", color)}>
      <Icon aria-hidden="true" className="size-3" />
      {t(words)}
    </span>
  );
}

function Waiting({ since }: { since: string }) {
  const t = useTranslations("inbox.row");
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 60_000));
  return (
    <span
      className={cn(
        "inline-flex shrink-0 items-center gap-1",
        minutes >= 60 ? "font-medium text-warning" : "text-muted",
      )}
    >
      <Hourglass aria-hidden="true" className="size-3" />
      <span>{minutes === 0 ? t("justNow") : t("waiting", { time: waitOf(minutes, format) })}</span>
    </span>
  );
}

function waitOf(minutes: number, format: ReturnType<typeof useFormatter>): string {
  const [value, unit] =
    minutes < 60
      ? ([minutes, "minute"] as const)
      : minutes < 48 * 60
        ? ([Math.floor(minutes / 60), "hour"] as const)
        : ([Math.floor(minutes / 1_440), "day"] as const);
  return format.number(value, { style: "unit", unit, unitDisplay: "narrow" });
}

function Snoozed({ until }: { until: string }) {
  const t = useTranslations("inbox.row");
  const format = useFormatter();
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      <Clock aria-hidden="true" className="size-3" />
      {t("snoozed", {
        time: format.dateTime(new Date(until), { weekday: "short", hour: "numeric", minute: "2-digit" }),
      })}
    </span>
  );
}

/** The hour of today, the weekday of this week, the day of what is older. */
function RowTime({ value }: { value: string }) {
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const now = useNow({ updateInterval: 60_000 });
  const at = new Date(value);
  const dayOf = (instant: Date) => format.dateTime(instant, { year: "numeric", month: "2-digit", day: "2-digit" });
  const isToday = dayOf(at) === dayOf(now);
  const isRecent = now.getTime() - at.getTime() < 6 * 24 * 3_600_000;
  const shown = isToday
    ? { hour: "numeric" as const, minute: "2-digit" as const }
    : isRecent
      ? { weekday: "short" as const }
      : { month: "short" as const, day: "numeric" as const };
  return (
    <time
      dateTime={value}
      title={format.dateTime(at, { dateStyle: "medium", timeStyle: "short", timeZone })}
      className="shrink-0 text-2xs text-subtle"
    >
      {format.dateTime(at, shown)}
    </time>
  );
}
