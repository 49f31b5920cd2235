"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ExactTime } from "@/components/ui/exact-time";
import type { ThreadItem } from "../inbox-data";

type ThreadEvent = Extract<ThreadItem, { kind: "event" }>;

/** What happened to the conversation itself, as a thin line. */
export function EventLine({ event }: { event: ThreadEvent }) {
  const t = useTranslations("inbox.events");
  const format = useFormatter();
  const { detail } = event;
  const until = typeof detail["until"] === "string" ? new Date(detail["until"]) : null;
  const words = t(wordingOf(event), {
    actor: event.actorName ?? t("nobody"),
    name: String(detail["name"] ?? t("somebody")),
    tag: String(detail["tag"] ?? ""),
    until: until === null ? "" : format.dateTime(until, { dateStyle: "medium", timeStyle: "short" }),
  });
  return (
    <p className="flex items-center gap-3 text-2xs text-subtle before:h-px before:flex-1 before:bg-line-soft after:h-px after:flex-1 after:bg-line-soft">
      <span className="max-w-[80%] text-center">
        {words} · <ExactTime value={event.at} show="time" />
      </span>
    </p>
  );
}

function wordingOf({ event, actorName, detail }: ThreadEvent): ThreadEvent["event"] | "taken" | "reopened_by_message" {
  if (event === "assigned" && actorName !== null && actorName === detail["name"]) return "taken";
  return event === "reopened" && actorName === null ? "reopened_by_message" : event;
}
