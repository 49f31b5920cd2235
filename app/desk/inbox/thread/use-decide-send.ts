"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useToast } from "@/components/ui/use-toast";
import { useRefusal } from "../../use-refusal";
import { decideUnknownSendAction } from "../actions";
import { refreshConversation } from "../refresh-inbox";

/** Says what became of a message whose answer was lost. */
export function useDecideSend(conversationId: string) {
  const t = useTranslations("inbox.delivery");
  const queries = useQueryClient();
  const toast = useToast();
  const refusal = useRefusal();
  const [isPending, startDeciding] = useTransition();

  function run(messageId: string, { hasArrived }: { hasArrived: boolean }) {
    startDeciding(async () => {
      const answer = await decideUnknownSendAction({ messageId, hasArrived });
      const problem = refusal(answer) ?? (answer?.data?.isDecided ? null : t("toldMeanwhile"));
      const done = hasArrived ? t("arrivedDone") : t("notArrivedDone");
      toast(problem === null ? { title: done } : { title: problem, tone: "danger" });
      await refreshConversation(queries, conversationId);
    });
  }

  return { isPending, run };
}
