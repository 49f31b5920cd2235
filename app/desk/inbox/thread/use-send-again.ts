"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useToast } from "@/components/ui/use-toast";
import { useRefusal } from "../../use-refusal";
import { sendAgainAction } from "../actions";
import { useGuardReason } from "../composer/use-guard-reason";
import { refreshConversation } from "../refresh-inbox";

/** Plans a message anew that was held back for the hour. Pressed twice it is one message: the server keeps the key. */
export function useSendAgain(conversationId: string) {
  const t = useTranslations("inbox.failure");
  const composer = useTranslations("inbox.composer");
  const queries = useQueryClient();
  const toast = useToast();
  const refusal = useRefusal();
  const reasonOf = useGuardReason();
  const [isPending, startSending] = useTransition();

  function problemOf(answer: Awaited<ReturnType<typeof sendAgainAction>>): string | null {
    const result = answer?.data;
    if (result === undefined) return refusal(answer) ?? composer("notSent");
    if (result.kind === "no_line") return composer("noLine");
    return result.kind === "blocked" ? result.blockedBy.map((code) => reasonOf(code)).join(" ") : null;
  }

  function run(messageId: string, scheduledFor: Date | null) {
    startSending(async () => {
      const problem = problemOf(await sendAgainAction({ messageId, scheduledFor }));
      if (problem === null) toast({ title: t("sentAgain") });
      else toast({ title: composer("failed"), description: problem, tone: "danger" });
      await refreshConversation(queries, conversationId);
    });
  }

  return { isPending, run };
}
