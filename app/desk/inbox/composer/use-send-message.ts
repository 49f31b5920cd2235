"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useToast } from "@/components/ui/use-toast";
import { useRefusal } from "../../use-refusal";
import { sendMessageAction } from "../actions";
import { refreshConversation } from "../refresh-inbox";
import { useGuardReason } from "./use-guard-reason";

export type OutgoingMessage = {
  channel: "sms" | "whatsapp";
  lineId: string | null;
  body: string;
  scheduledFor: Date | null;
};

/**
 * Sends a message of the open conversation. One intent has one key: pressing twice, or again after the network failed, asks
 * for the same message; other words, another line or another time are another intent (AVL-02).
 */
export function useSendMessage(conversationId: string) {
  const t = useTranslations("inbox.composer");
  const queries = useQueryClient();
  const toast = useToast();
  const refusal = useRefusal();
  const reasonOf = useGuardReason();
  const intent = useRef<{ content: string; key: string } | null>(null);
  const isUnderWay = useRef(false);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  function keyOf(message: OutgoingMessage): string {
    const content = JSON.stringify(message);
    if (intent.current?.content !== content) intent.current = { content, key: crypto.randomUUID() };
    return intent.current.key;
  }

  /** Whether the message was taken; why not stands in `failure` and in a toast. */
  async function send(message: OutgoingMessage): Promise<boolean> {
    if (isUnderWay.current) return false;
    isUnderWay.current = true;
    setSending(true);
    try {
      const answer = await sendMessageAction({ conversationId, idempotencyKey: keyOf(message), ...message });
      const problem = answer?.data ? null : (refusal(answer) ?? t("notSent"));
      return settle(problem ?? problemOf(answer?.data));
    } catch {
      return settle(t("offline"));
    } finally {
      isUnderWay.current = false;
      setSending(false);
    }
  }

  function problemOf(result: Awaited<ReturnType<typeof sendMessageAction>>["data"]): string | null {
    if (result?.kind === "no_line") return t("noLine");
    if (result?.kind === "blocked") return result.blockedBy.map((code) => reasonOf(code)).join(" ");
    return null;
  }

  function settle(problem: string | null): boolean {
    setFailure(problem);
    if (problem === null) intent.current = null;
    else toast({ title: t("failed"), description: problem, tone: "danger" });
    void refreshConversation(queries, conversationId);
    return problem === null;
  }

  return { send, isSending, failure, forgetFailure: () => setFailure(null) };
}
