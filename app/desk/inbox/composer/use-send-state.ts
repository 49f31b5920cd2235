"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useInbox } from "../inbox-context";
import { useGuardReason } from "./use-guard-reason";
import type { usePreview } from "./use-preview";
import type { OutgoingMessage } from "./use-send-message";

/** Rules that no words and no waiting change: what is being written could never be sent to this person. */
const LOCKING = ["opt_out", "legal_hold", "firm_suspended", "number_valid"];

export type SendState = {
  /** Why the message cannot be sent now; null when it can. */
  reason: string | null;
  /** Nothing more may be written, and what was written stays. */
  isLocked: boolean;
  isBlocked: boolean;
};

type SendStateInput = { message: OutgoingMessage; asked: ReturnType<typeof usePreview>; isSending: boolean };

/** Whether the reply may be sent, and the one reason why not. */
export function useSendState({ message, asked, isSending }: SendStateInput): SendState {
  const t = useTranslations("inbox.composer.reasons");
  const { lines } = useInbox();
  const reasonOf = useGuardReason();
  const isOnline = useSyncExternalStore(
    subscribeToNetwork,
    () => navigator.onLine,
    () => true,
  );
  const { preview } = asked;
  const blocked = preview?.decision.rules.filter((rule) => rule.status === "blocked") ?? [];
  const isLocked = blocked.some((rule) => isLocking(rule.code));
  const isBlocked = preview?.decision.verdict === "blocked";

  function reason(): string | null {
    const [first] = blocked.toSorted((one, other) => Number(isLocking(other.code)) - Number(isLocking(one.code)));
    if (first && isLocking(first.code)) return reasonOf(first.code);
    if (!lines.some((line) => line.channel === message.channel)) return t(`noLine.${message.channel}`);
    if (first) return reasonOf(first.code);
    if (isBlocked) return reasonOf("other");
    if (!isOnline) return t("offline");
    if (preview && preview.line === null) return t("noLineWorks");
    if (message.body.trim() === "") return t("empty");
    if (isSending) return t("sending");
    if (asked.isError) return t("notChecked");
    return preview ? null : t("checking");
  }

  return { reason: reason(), isLocked, isBlocked };
}

function isLocking(code: string): boolean {
  return LOCKING.includes(code);
}

function subscribeToNetwork(onChange: () => void) {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
}
