"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { ConversationDetail } from "../inbox-data";

/** An inquiry of the person that is still open. */
export function LeadLine({ lead }: { lead: ConversationDetail["leads"][number] }) {
  const t = useTranslations("leads.statuses");
  return (
    <li className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <TextLink href={`/desk/leads/${lead.id}`} className="min-w-0 wrap-anywhere">
        {lead.name}
      </TextLink>
      <span className="text-xs text-subtle">
        {t(lead.status)} · <RelativeTime value={lead.receivedAt} />
      </span>
    </li>
  );
}
