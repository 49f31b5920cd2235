"use client";

import { Eye, PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ConversationDetail } from "../inbox-data";

/** Who else has the conversation open, and who is writing, so that no two answer at once. */
export function Presence({ people }: { people: ConversationDetail["present"] }) {
  const t = useTranslations("inbox.presence");
  const names = (some: ConversationDetail["present"]) => some.map(({ name }) => name ?? t("somebody")).join(", ");
  const typing = people.filter(({ isTyping }) => isTyping);
  const reading = people.filter(({ isTyping }) => !isTyping);
  return (
    <span role="status" className="flex min-w-0 flex-wrap items-center gap-x-2">
      {typing.length > 0 ? (
        <span className="inline-flex items-center gap-1 font-medium text-warning">
          <PencilLine aria-hidden="true" className="size-3" />
          {t("typing", { count: typing.length, names: names(typing) })}
        </span>
      ) : null}
      {reading.length > 0 ? (
        <span className="inline-flex items-center gap-1 text-subtle">
          <Eye aria-hidden="true" className="size-3" />
          {t("reading", { count: reading.length, names: names(reading) })}
        </span>
      ) : null}
    </span>
  );
}
