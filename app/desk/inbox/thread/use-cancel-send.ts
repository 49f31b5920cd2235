"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useToast } from "@/components/ui/use-toast";
import { useRefusal } from "../../use-refusal";
import { cancelSendAction } from "../actions";
import { refreshConversation } from "../refresh-inbox";

/** Takes back a message that still waits for its time. */
export function useCancelSend(conversationId: string) {
  const t = useTranslations("inbox.delivery");
  const queries = useQueryClient();
  const toast = useToast();
  const refusal = useRefusal();
  const [isPending, startCancelling] = useTransition();

  function run(messageId: string) {
    startCancelling(async () => {
      const answer = await cancelSendAction({ messageId });
      const problem = refusal(answer) ?? (answer?.data?.isCancelled ? null : t("tooLate"));
      toast(problem === null ? { title: t("cancelDone") } : { title: problem, tone: "danger" });
      await refreshConversation(queries, conversationId);
    });
  }

  return { isPending, run };
}
