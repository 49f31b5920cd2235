"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Disclosure } from "@/components/ui/disclosure";
import { ExactTime } from "@/components/ui/exact-time";
import { TextLink } from "@/components/ui/text-link";
import { ChannelMark } from "../channel-mark";
import type { ThreadMessage } from "../inbox-data";
import { DeliveryState } from "./delivery-state";
import { MediaItem } from "./media-item";
import { SendFailure } from "./send-failure";

type MessageBubbleProps = {
  message: ThreadMessage;
  conversationId: string;
  personName: string;
  /** The person's, where it is known. */
  zone: string | null;
};

/** A message: what was written, by which way, and what became of it. */
export function MessageBubble({ message, conversationId, personName, zone }: MessageBubbleProps) {
  const t = useTranslations("inbox.thread");
  const isOurs = message.direction === "outbound";
  const author = isOurs ? (message.authorName ?? origin(message)) : personName;
  const words = message.edits.at(-1)?.body ?? message.body;

  function origin({ send, systems }: ThreadMessage): string {
    if (send && send.origin !== "person") return t(`origins.${send.origin}`);
    return systems[0] ? t("from", { system: systems[0] }) : t("firm");
  }

  return (
    <article
      aria-label={t(isOurs ? "sentBy" : "receivedFrom", { name: author })}
      className={cn(
        "flex max-w-[min(34rem,88%)] flex-col gap-1",
        isOurs ? "items-end self-end" : "items-start self-start",
      )}
    >
      <div
        className={cn(
          "flex min-w-0 max-w-full flex-col gap-1.5 rounded-xl border px-3 py-2 text-sm",
          isOurs ? "rounded-ee-xs border-accent-line bg-accent-soft" : "rounded-es-xs border-line bg-raised",
          message.deletedAt && "border-dashed",
        )}
      >
        {message.deletedAt ? (
          <p className="text-xs text-muted italic">
            {t("deleted")} · <ExactTime value={message.deletedAt} show="time" />
          </p>
        ) : null}
        {words ? (
          <p className={cn("wrap-anywhere whitespace-pre-wrap text-ink", message.deletedAt && "text-muted")}>{words}</p>
        ) : null}
        {message.media.map((media, index) => (
          <MediaItem key={media.id ?? `${message.id} ${index}`} media={media} systems={message.systems} />
        ))}
        {message.edits.length > 0 ? <Versions message={message} /> : null}
      </div>
      <div
        className={cn(
          "flex flex-wrap items-center gap-x-2 gap-y-0.5 px-1 text-2xs text-subtle",
          isOurs && "justify-end",
        )}
      >
        <ChannelMark channel={message.channel} withWord />
        <span>{author}</span>
        <ExactTime value={message.at} show="time" />
        {message.isLate ? (
          <span className="inline-flex items-center gap-1 text-warning">
            <History aria-hidden="true" className="size-3" />
            {t.rich("late", { time: () => <ExactTime value={message.receivedAt} show="time" /> })}
          </span>
        ) : null}
        {isOurs ? <DeliveryState message={message} /> : null}
        {message.send?.decisionId ? (
          <TextLink
            href={`/desk/compliance/decisions/${message.send.decisionId}`}
            className="inline-flex min-h-6 items-center"
          >
            {t("decision")}
          </TextLink>
        ) : null}
        {message.systems.length > 1 ? <span>{t("systems", { systems: message.systems.join(", ") })}</span> : null}
      </div>
      {isOurs ? <SendFailure message={message} conversationId={conversationId} zone={zone} /> : null}
    </article>
  );
}

function Versions({ message }: { message: ThreadMessage }) {
  const t = useTranslations("inbox.thread");
  const earlier = [
    { body: message.body, at: message.at },
    ...message.edits.map(({ body, at }) => ({ body, at })),
  ].slice(0, -1);
  return (
    <Disclosure className="text-xs" summary={t("edited", { count: message.edits.length })}>
      <ol className="flex flex-col gap-1.5">
        {earlier.map((version) => (
          <li key={`${version.at} ${version.body}`} className="border-s-2 border-line ps-2">
            <span className="text-subtle">
              <ExactTime value={version.at} />
            </span>
            <p className="wrap-anywhere whitespace-pre-wrap">{version.body}</p>
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}
