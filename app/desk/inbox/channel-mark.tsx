"use client";

import { MessageCircle, MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

type ChannelMarkProps = {
  channel: "sms" | "whatsapp";
  /** Names the channel in words beside the icon. */
  withWord?: boolean;
  className?: string;
};

/** By which way a message came or goes: icon and word, or the icon with its name for screen readers. */
export function ChannelMark({ channel, withWord = false, className }: ChannelMarkProps) {
  const t = useTranslations("inbox.channels");
  const Icon = channel === "whatsapp" ? MessageCircle : MessageSquareText;
  return (
    <span className={cn("inline-flex shrink-0 items-center gap-1", className)}>
      <Icon
        role={withWord ? undefined : "img"}
        aria-hidden={withWord || undefined}
        aria-label={withWord ? undefined : t(channel)}
        className="size-3.5 shrink-0"
      />
      {withWord ? t(channel) : null}
    </span>
  );
}
