"use client";

import { useTranslations } from "next-intl";
import { useAddressWords } from "@/app/desk/use-address-words";
import { Select } from "@/components/ui/select";
import { ChannelMark } from "../channel-mark";
import { useInbox } from "../inbox-context";
import type { Route } from "./guard-strip";

type LineChoiceProps = {
  route: Route;
  onRoute: (route: Route) => void;
  /** The line that the message would go by as things stand. */
  chosen: { id: string; label: string; address: string } | null;
};

/** By which of the firm's lines a reply goes. Unless somebody chooses, the one that fits the conversation. */
export function LineChoice({ route, onRoute, chosen }: LineChoiceProps) {
  const t = useTranslations("inbox.guard");
  const { lines } = useInbox();
  const addressWords = useAddressWords();
  /** A line is often called what it is: its name alone says the channel then. */
  const byLine = (channel: Route["channel"], line: string) =>
    line.toLowerCase() === channel ? line : t("byLine", { channel, line });
  const channels = (["sms", "whatsapp"] as const).filter(
    (channel) => channel === route.channel || lines.some((line) => line.channel === channel),
  );
  const options = channels.flatMap((channel) => [
    {
      value: channel,
      label:
        channel === route.channel && route.lineId === null && chosen
          ? byLine(channel, chosen.label)
          : t("byBest", { channel }),
      icon: <ChannelMark channel={channel} />,
    },
    ...lines
      .filter((line) => line.channel === channel)
      .map((line) => ({
        value: line.id,
        label: line.label,
        hint: line.state === "connected" ? addressWords(line.address) : t("lineDown"),
        icon: <ChannelMark channel={channel} />,
        disabled: line.state !== "connected",
      })),
  ]);

  function choose(value: string) {
    const line = lines.find((each) => each.id === value);
    if (line) onRoute({ channel: line.channel, lineId: line.id });
    else onRoute({ channel: value === "whatsapp" ? "whatsapp" : "sms", lineId: null });
  }

  return (
    <Select
      aria-label={t("line")}
      options={options}
      value={route.lineId ?? route.channel}
      onValueChange={choose}
      className="h-7 w-auto max-w-56 text-xs any-pointer-coarse:text-sm"
    />
  );
}
