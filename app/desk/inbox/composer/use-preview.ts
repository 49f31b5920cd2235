"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { previewSendAction } from "../actions";
import type { OutgoingMessage } from "./use-send-message";

const TYPING_PAUSE_MS = 250;
const RULES_CHANGE_MS = 60_000;

/** What the gate would say to this message, asked while it is written, when time passes, and when something happens. */
export function usePreview(conversationId: string, message: OutgoingMessage, isEnabled: boolean) {
  const settled = useSettled(message);
  const { data, isPending, isError, refetch } = useQuery({
    queryKey: ["inbox", "preview", conversationId, settled],
    queryFn: async () => {
      const answer = await previewSendAction({ conversationId, ...settled });
      if (answer?.data === undefined) throw new Error(answer?.serverError?.code ?? "unavailable");
      return answer.data;
    },
    enabled: isEnabled,
    placeholderData: keepPreviousData,
    refetchInterval: RULES_CHANGE_MS,
    staleTime: 10_000,
    gcTime: RULES_CHANGE_MS,
    retry: 1,
  });
  return { preview: data, isPending, isError, retry: () => void refetch() };
}

/** The message once nobody has typed for a moment; another line, channel or time counts at once. */
function useSettled(message: OutgoingMessage): OutgoingMessage {
  const { body } = message;
  const [settledBody, setSettledBody] = useState(body);
  useEffect(() => {
    const timer = setTimeout(() => setSettledBody(body), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [body]);
  return { ...message, body: settledBody };
}
