"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/use-toast";
import { useRefusal } from "../../use-refusal";
import { setPreferredLineAction } from "../actions";
import { ChannelMark } from "../channel-mark";
import { useInbox } from "../inbox-context";
import type { ConversationDetail } from "../inbox-data";
import { refreshConversation } from "../refresh-inbox";

const AUTOMATIC = "auto";

/** By which line the firm writes to this person, for whoever answers next. */
export function PreferredLine({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations("inbox.context");
  const queries = useQueryClient();
  const toast = useToast();
  const refusal = useRefusal();
  const { lines, can } = useInbox();
  const [isPending, startSaving] = useTransition();
  const present = lines.find((line) => line.id === conversation.preferredLineId);

  if (!can.write) return <p>{present?.label ?? t("automatic")}</p>;

  function choose(value: string) {
    startSaving(async () => {
      const lineId = value === AUTOMATIC ? null : value;
      const problem = refusal(await setPreferredLineAction({ conversationId: conversation.id, lineId }));
      if (problem !== null) toast({ title: problem, tone: "danger" });
      await refreshConversation(queries, conversation.id);
    });
  }

  return (
    <Select
      aria-label={t("preferredLine")}
      disabled={isPending}
      value={conversation.preferredLineId ?? AUTOMATIC}
      onValueChange={choose}
      options={[
        { value: AUTOMATIC, label: t("automatic") },
        ...lines.map((line) => ({
          value: line.id,
          label: line.label,
          icon: <ChannelMark channel={line.channel} />,
        })),
      ]}
    />
  );
}
