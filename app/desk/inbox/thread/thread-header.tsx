"use client";

import { ArrowLeft, CalendarSearch, Check, Clock, MailOpen, PanelRight, RotateCcw, UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAddressWords } from "@/app/desk/use-address-words";
import { Button } from "@/components/ui/button";
import { ExactTime } from "@/components/ui/exact-time";
import { IconButton } from "@/components/ui/icon-button";
import { Status } from "@/components/ui/status";
import { AssignMenu } from "../acts/assign-menu";
import { SnoozeMenu } from "../acts/snooze-menu";
import { useChange } from "../acts/use-change";
import { useInbox } from "../inbox-context";
import type { ConversationDetail } from "../inbox-data";
import { PickDay } from "../pick-day";
import { usePersonName } from "../use-inbox-words";
import { Presence } from "./presence";

type ThreadHeaderProps = {
  conversation: ConversationDetail;
  onBack: () => void;
  onContext: () => void;
  onUnread: () => void;
  onJump: (from: string) => void;
};

/** Who it is, who else is here, and what may be done with the conversation. */
export function ThreadHeader({ conversation, onBack, onContext, onUnread, onJump }: ThreadHeaderProps) {
  const t = useTranslations("inbox.header");
  const { can, firmTimeZone } = useInbox();
  const change = useChange();
  const name = usePersonName()(conversation);
  const address = useAddressWords()(conversation.clientAddress);
  const [isJumping, setJumping] = useState(false);
  const { id, status, assignedUserId, assignedName } = conversation;
  const isResolved = status === "resolved";
  return (
    <header className="flex min-h-13 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-3 py-2">
      <IconButton
        size="sm"
        label={t("back")}
        icon={<ArrowLeft />}
        data-shortcut="back"
        className="lg:hidden"
        onClick={onBack}
      />
      <div className="flex min-w-0 flex-1 basis-40 flex-col">
        <h2 className="truncate text-base font-semibold text-ink">{name}</h2>
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-xs text-muted">
          <span className="truncate tabular-nums">{address === name ? t("noName") : address}</span>
          {status === "snoozed" && conversation.snoozedUntil ? (
            <Status tone="neutral" icon={<Clock />} className="text-xs">
              {t.rich("snoozed", {
                time: () => <ExactTime value={conversation.snoozedUntil ?? ""} timeZone={firmTimeZone} />,
              })}
            </Status>
          ) : null}
          {isResolved ? (
            <Status tone="success" className="text-xs">
              {t("resolved")}
            </Status>
          ) : null}
          <Presence people={conversation.present} />
        </p>
      </div>
      <div className="flex items-center gap-1 max-sm:w-full max-sm:[&>:last-child]:ms-auto">
        {can.write ? (
          <>
            <AssignMenu
              assignedUserId={assignedUserId}
              onAssign={(userId) => void change([id], { kind: "assign", userId })}
              trigger={
                <Button size="sm" icon={<UserRoundPlus />} data-inbox-act="assign">
                  <span className="sr-only">{t("assign")}: </span>
                  <span className="max-w-28 truncate max-xl:sr-only">
                    {assignedName ?? (assignedUserId ? t("somebody") : t("unassigned"))}
                  </span>
                </Button>
              }
            />
            <SnoozeMenu
              onSnooze={(until) => void change([id], { kind: "snooze", until })}
              trigger={
                <IconButton size="sm" label={t("snooze")} icon={<Clock />} shortcut={["S"]} data-inbox-act="snooze" />
              }
            />
            <IconButton size="sm" label={t("unread")} icon={<MailOpen />} shortcut={["U"]} onClick={onUnread} />
          </>
        ) : null}
        <IconButton size="sm" label={t("jump")} icon={<CalendarSearch />} onClick={() => setJumping(true)} />
        <IconButton size="sm" label={t("context")} icon={<PanelRight />} className="2xl:hidden" onClick={onContext} />
        {can.write ? (
          <Button
            size="sm"
            variant={isResolved ? "secondary" : "primary"}
            icon={isResolved ? <RotateCcw /> : <Check />}
            onClick={() => void change([id], { kind: isResolved ? "reopen" : "resolve" })}
          >
            {t(isResolved ? "reopen" : "resolve")}
          </Button>
        ) : null}
      </div>
      {isJumping ? <PickDay onClose={() => setJumping(false)} onPick={onJump} /> : null}
    </header>
  );
}
