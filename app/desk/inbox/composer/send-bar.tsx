"use client";

import { CalendarClock, LayoutTemplate, SendHorizontal, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useModifierKey } from "@/components/desk/use-modifier-key";
import { Button } from "@/components/ui/button";
import { ExactTime } from "@/components/ui/exact-time";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import type { ConversationDetail } from "../inbox-data";
import { zoneOf } from "./guard-strip";
import { ScheduleMenu } from "./schedule-menu";
import type { usePreview } from "./use-preview";
import type { OutgoingMessage } from "./use-send-message";
import type { SendState } from "./use-send-state";

type SendBarProps = {
  reasonId: string;
  conversation: ConversationDetail;
  message: OutgoingMessage;
  asked: ReturnType<typeof usePreview>;
  state: SendState;
  failure: string | null;
  isSending: boolean;
  onSend: () => void;
  onSchedule: (at: Date | null) => void;
  onTemplates: () => void;
};

/** Under the words: what they cost, when they go, and the button that says why it does not work. */
export function SendBar(props: SendBarProps) {
  const { reasonId, conversation, message, asked, state, failure, isSending, onSend, onSchedule, onTemplates } = props;
  const t = useTranslations("inbox.composer");
  const modifier = useModifierKey();
  const { preview } = asked;
  const zone = zoneOf(conversation, preview?.address ?? conversation.clientAddress);
  const { scheduledFor } = message;
  const earliest = preview?.decision.verdict === "blocked" ? (preview.decision.earliestLegalAt ?? null) : null;
  return (
    <div className="flex flex-col gap-1.5">
      {scheduledFor ? (
        <p className="flex items-center gap-1.5 text-xs text-ink">
          <CalendarClock aria-hidden="true" className="size-3.5 text-accent-text" />
          {t.rich("scheduledFor", {
            time: () => <ExactTime value={scheduledFor} {...(zone ? { timeZone: zone } : {})} withZone />,
          })}
          <IconButton size="sm" label={t("unschedule")} icon={<X />} onClick={() => onSchedule(null)} />
        </p>
      ) : null}
      {failure ? (
        <p role="alert" className="text-xs text-danger">
          {t("failedWith", { reason: failure })}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <IconButton
          size="sm"
          label={t("templates")}
          icon={<LayoutTemplate />}
          shortcut={["/"]}
          side="top"
          onClick={onTemplates}
        />
        <ScheduleMenu zone={zone} earliest={earliest} onSchedule={onSchedule} />
        <Price asked={asked} message={message} />
        <span id={reasonId} className="min-w-0 flex-1 text-end text-xs text-muted">
          {state.reason === null ? (
            <span className="inline-flex items-center gap-1.5 max-sm:hidden">
              <Kbd keys={[modifier, "↵"]} />
            </span>
          ) : (
            state.reason
          )}
        </span>
        <Button
          variant="primary"
          icon={<SendHorizontal />}
          pending={isSending}
          disabled={state.reason !== null}
          focusableWhenDisabled
          aria-describedby={reasonId}
          onClick={onSend}
        >
          {scheduledFor ? t("schedule") : t("send")}
        </Button>
      </div>
    </div>
  );
}

function Price({ asked, message }: Pick<SendBarProps, "asked" | "message">) {
  const t = useTranslations("inbox.composer");
  const { preview } = asked;
  if (!preview || message.body.trim() === "") return null;
  const { segments, encoding, quote } = preview;
  return (
    <span className="text-xs text-subtle tabular-nums">
      {message.channel === "sms" ? `${t("segments", { count: segments })} · ` : ""}
      {t("price", { count: quote.amount })}
      {message.channel === "sms" && encoding === "ucs2" ? ` · ${t("unicode")}` : ""}
    </span>
  );
}
